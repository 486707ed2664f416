using Trading.Embedded;

namespace Trading.Local.Trials;

/// <summary>What goes wrong on the platform in a trial.</summary>
internal static class TrialFaults
{
    /// <summary>Each kind of fault in half of the seeds, so that one that hides another does not always.</summary>
    public static FaultPlan Of(int seed)
    {
#pragma warning disable RS0030 // Seeded.
        var draw = new Random(seed);
#pragma warning restore RS0030
        double Perhaps(double probability) => draw.Next(2) == 0 ? 0 : probability;
        var all = FaultPlan.Hostile;
        return new FaultPlan
        {
            CrashBeforeCommit = Perhaps(all.CrashBeforeCommit),
            CrashAfterCommit = Perhaps(all.CrashAfterCommit),
            RefusedCommit = Perhaps(all.RefusedCommit),
            DuplicateDelivery = Perhaps(all.DuplicateDelivery),
            DelayedDelivery = Perhaps(all.DelayedDelivery),
            FailedActivity = Perhaps(all.FailedActivity),
            SlowActivity = Perhaps(all.SlowActivity),
            ClockStep = Perhaps(all.ClockStep),
        };
    }
}
