namespace Azure.Messaging.ServiceBus;

/// <summary>Where a message stands.</summary>
public enum ServiceBusMessageState
{
    /// <summary>In the queue, locked or not.</summary>
    Active = 0,

    /// <summary>Set aside by a receiver.</summary>
    Deferred = 1,

    /// <summary>Waiting for its time.</summary>
    Scheduled = 2,
}
