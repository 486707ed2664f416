namespace Azure.Messaging.ServiceBus;

/// <summary>Options of a sender.</summary>
public class ServiceBusSenderOptions
{
    /// <summary>The default options.</summary>
    public ServiceBusSenderOptions()
    {
    }
}
