namespace Microsoft.DurableTask.Client;

/// <summary>Where an orchestration stands.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>It runs, or waits for something.</summary>
    Running = 0,

    /// <summary>It returned.</summary>
    Completed = 1,

    /// <summary>Not used: an orchestration that begins anew stays running.</summary>
    [Obsolete("The ContinuedAsNew status is not used: an orchestration that begins anew stays running.")]
    ContinuedAsNew = 2,

    /// <summary>It threw.</summary>
    Failed = 3,

    /// <summary>Not used.</summary>
    [Obsolete("The Canceled status is not used.")]
    Canceled = 4,

    /// <summary>A client ended it.</summary>
    Terminated = 5,

    /// <summary>It is stored and has not begun.</summary>
    Pending = 6,

    /// <summary>A client halted it; it keeps what arrives until it is resumed.</summary>
    Suspended = 7,
}
