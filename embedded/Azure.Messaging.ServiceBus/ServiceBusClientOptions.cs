namespace Azure.Messaging.ServiceBus;

/// <summary>Options of a client. The embedded platform has no connection to tune.</summary>
public class ServiceBusClientOptions
{
    /// <summary>The default options.</summary>
    public ServiceBusClientOptions()
    {
    }
}
