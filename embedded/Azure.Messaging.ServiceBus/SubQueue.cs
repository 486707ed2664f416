namespace Azure.Messaging.ServiceBus;

/// <summary>Which of a queue's parts.</summary>
public enum SubQueue
{
    /// <summary>The queue itself.</summary>
    None = 0,

    /// <summary>Messages that could not be processed.</summary>
    DeadLetter = 1,

    /// <summary>Messages that could not be forwarded. The embedded platform forwards nothing, so it is empty.</summary>
    TransferDeadLetter = 2,
}
