namespace Trading.Embedded;

/// <summary>How often what goes wrong in a simulation. Each is a probability from 0 (never, the default) to 1, drawn anew at each occasion.</summary>
public sealed record FaultPlan
{
    /// <summary>Nothing goes wrong.</summary>
    public static FaultPlan None { get; } = new();

    /// <summary>A bit of everything, often enough that an hour sees several of each.</summary>
    public static FaultPlan Hostile { get; } = new()
    {
        CrashBeforeCommit = 0.004,
        CrashAfterCommit = 0.004,
        RefusedCommit = 0.01,
        DuplicateDelivery = 0.05,
        DelayedDelivery = 0.1,
        FailedActivity = 0.05,
        SlowActivity = 0.1,
        ClockStep = 0.05,
    };

    /// <summary>The process dies and the commit it was about to make never happens; by commit.</summary>
    public double CrashBeforeCommit { get; init; }

    /// <summary>The process dies when its commit is durable, before anybody hears of it; by commit.</summary>
    public double CrashAfterCommit { get; init; }

    /// <summary>The database refuses a commit, as a full disk would; by commit.</summary>
    public double RefusedCommit { get; init; }

    /// <summary>A message's lock is lost as soon as it is handed out, so that somebody else gets it too; by delivery.</summary>
    public double DuplicateDelivery { get; init; }

    /// <summary>A message can be received only up to half a minute after it was sent, so later ones overtake it; by message.</summary>
    public double DelayedDelivery { get; init; }

    /// <summary>An activity throws: half of them before it did anything, half when it has done everything; by run.</summary>
    public double FailedActivity { get; init; }

    /// <summary>An activity takes up to five minutes, part of it before and part after what it does; by run.</summary>
    public double SlowActivity { get; init; }

    /// <summary>A process's clock jumps by up to five minutes, either way; by process and minute.</summary>
    public double ClockStep { get; init; }
}
