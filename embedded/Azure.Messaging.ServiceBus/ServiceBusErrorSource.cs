namespace Azure.Messaging.ServiceBus;

/// <summary>What a processor was doing when something failed.</summary>
public enum ServiceBusErrorSource
{
    /// <summary>Completing a message.</summary>
    Complete = 0,

    /// <summary>Abandoning a message.</summary>
    Abandon = 1,

    /// <summary>Running the handler.</summary>
    ProcessMessageCallback = 2,

    /// <summary>Receiving.</summary>
    Receive = 3,

    /// <summary>Renewing a lock.</summary>
    RenewLock = 4,

    /// <summary>Accepting a session.</summary>
    AcceptSession = 5,

    /// <summary>Closing a session.</summary>
    CloseSession = 6,
}
