namespace Azure.Messaging.ServiceBus;

/// <summary>Options of a receiver.</summary>
public class ServiceBusReceiverOptions
{
    /// <summary>The default options: peek-lock, from the queue itself.</summary>
    public ServiceBusReceiverOptions()
    {
    }

    /// <summary>What receiving does to a message; peek-lock unless set.</summary>
    public ServiceBusReceiveMode ReceiveMode { get; set; } = ServiceBusReceiveMode.PeekLock;

    /// <summary>Which part of the queue; the queue itself unless set.</summary>
    public SubQueue SubQueue { get; set; } = SubQueue.None;
}
