namespace Trading.Application.PaperTrading;

/// <summary>Where a deployment stands.</summary>
public enum DeploymentStatus
{
    /// <summary>Trades.</summary>
    Running,

    /// <summary>Asked to stop, or out of bars: what is open at the broker is being cancelled.</summary>
    Stopping,

    /// <summary>Final: every bar of its replay was processed.</summary>
    Completed,

    /// <summary>Final: stopped by its owner.</summary>
    Stopped,

    /// <summary>Final: something went wrong that repeating did not mend.</summary>
    Failed,
}
