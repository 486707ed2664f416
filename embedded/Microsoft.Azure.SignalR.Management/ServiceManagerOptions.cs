using Azure.Core.Serialization;

namespace Microsoft.Azure.SignalR.Management;

/// <summary>What a service manager is built from.</summary>
public class ServiceManagerOptions
{
    /// <summary>Where the service is; the embedded one is <c>Embedded=FOLDER</c>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>How messages travel to the service. It changes how large they may be.</summary>
    public ServiceTransportType ServiceTransportType { get; set; } = ServiceTransportType.Transient;

    /// <summary>Longest wait for one call to the service; 100 seconds unless set.</summary>
    public TimeSpan HttpClientTimeout { get; set; } = TimeSpan.FromSeconds(100);

    internal ObjectSerializer? Serializer { get; private set; }

    /// <summary>Chooses how the arguments of messages become JSON.</summary>
    public void UseJsonObjectSerializer(ObjectSerializer objectSerializer)
    {
        ArgumentNullException.ThrowIfNull(objectSerializer);
        Serializer = objectSerializer;
    }

    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(ConnectionString))
            throw new InvalidOperationException($"The service endpoint is not configured: set {nameof(ConnectionString)}.");
    }
}
