namespace Trading.Application.Backtests;

/// <summary>How far a back-test is.</summary>
public enum BacktestStatus
{
    /// <summary>Accepted, not begun.</summary>
    Queued,

    /// <summary>Computing.</summary>
    Running,

    /// <summary>Done; there is a result.</summary>
    Completed,

    /// <summary>Ended without a result.</summary>
    Failed,

    /// <summary>Stopped at its owner's wish.</summary>
    Cancelled,
}
