namespace Trading.Embedded;

/// <summary>Draws from a <see cref="FaultPlan"/>. The parts of the platform ask it where something may go wrong.</summary>
public sealed class Faults
{
    private static readonly TimeSpan LongestDelivery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestActivity = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LargestStep = TimeSpan.FromMinutes(5);

    private readonly Random random;
    private readonly Action<string> note;

    internal Faults(FaultPlan plan, Random random, Action<string> note)
    {
        Plan = plan;
        this.random = random;
        this.note = note;
    }

    /// <summary>What may go wrong from now on.</summary>
    public FaultPlan Plan { get; set; }

    /// <summary>Runs an activity, or not, or not at once.</summary>
    /// <exception cref="SimulatedFaultException">It failed on purpose, before or after <paramref name="run"/>.</exception>
    public async Task<T> AroundActivityAsync<T>(Func<Task<T>> run, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var fails = Strikes(Plan.FailedActivity, "an activity fails");
        var failsFirst = fails && random.Next(2) == 0;
        var isSlow = Strikes(Plan.SlowActivity, "an activity is slow");
        var (before, after) = isSlow ? (Within(LongestActivity / 2), Within(LongestActivity / 2)) : default;
        if (isSlow)
            await Task.Delay(before, clock, cancellationToken);
        if (failsFirst)
            throw new SimulatedFaultException("The activity failed before it did anything.");
        var result = await run();
        if (isSlow)
            await Task.Delay(after, clock, cancellationToken);
        return fails ? throw new SimulatedFaultException("The activity failed when it had done everything.") : result;
    }

    /// <summary>How much later than it was sent a message can be received.</summary>
    public TimeSpan DeliveryDelay() => Strikes(Plan.DelayedDelivery, "a message is late") ? Within(LongestDelivery) : TimeSpan.Zero;

    /// <summary>Whether a lock on a message is lost at once.</summary>
    public bool LosesLock() => Strikes(Plan.DuplicateDelivery, "a message's lock is lost");

    internal CommitFault NextCommit() =>
        Strikes(Plan.CrashBeforeCommit, "crash before a commit") ? CommitFault.CrashBefore
        : Strikes(Plan.CrashAfterCommit, "crash after a commit") ? CommitFault.CrashAfter
        : Strikes(Plan.RefusedCommit, "a commit is refused") ? CommitFault.Refused
        : CommitFault.None;

    internal TimeSpan NextClockStep() => Strikes(Plan.ClockStep, "a clock jumps") ? Within(2 * LargestStep) - LargestStep : TimeSpan.Zero;

    private bool Strikes(double probability, string what)
    {
        // Nothing is drawn for what can't happen, so that one kind of fault can be switched off without changing the others' draws much.
        if (probability <= 0 || random.NextDouble() >= probability)
            return false;
        note(what);
        return true;
    }

    private TimeSpan Within(TimeSpan longest) => TimeSpan.FromMilliseconds(random.Next(1, (int)longest.TotalMilliseconds));
}

internal enum CommitFault
{
    None,
    CrashBefore,
    CrashAfter,
    Refused,
}
