using System.Text.Json;
using Azure.Core.Serialization;
using Microsoft.Azure.SignalR.Management;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Trading.Embedded.SignalR;

/// <summary>The manager of an embedded platform's SignalR service.</summary>
internal sealed class EmbeddedServiceManager(EmbeddedSignalR service, ServiceManagerOptions options, ILoggerFactory? loggers) : ServiceManager
{
    private readonly ObjectSerializer serializer = options.Serializer ?? new JsonObjectSerializer(JsonSerializerOptions.Web);
    private readonly int maxMessageBytes = options.ServiceTransportType == ServiceTransportType.Transient ? Limits.MaxMessageBytes : int.MaxValue;
    private readonly ILogger logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger<EmbeddedServiceManager>();

    public override Task<ServiceHubContext> CreateHubContextAsync(string hubName, CancellationToken cancellationToken) =>
        Task.FromResult<ServiceHubContext>(Open(hubName, cancellationToken));

    public override Task<ServiceHubContext<T>> CreateHubContextAsync<T>(string hubName, CancellationToken cancellationToken) =>
        Task.FromResult<ServiceHubContext<T>>(new EmbeddedHubContext<T>(Open(hubName, cancellationToken)));

    public override Task<bool> IsServiceHealthy(CancellationToken cancellationToken) => Task.FromResult(true);

    public override void Dispose()
    {
        // The service belongs to the platform and outlives its managers.
    }

    private EmbeddedHubContext Open(string hubName, CancellationToken cancellationToken)
    {
        Limits.CheckHub(hubName);
        cancellationToken.ThrowIfCancellationRequested();
        return new EmbeddedHubContext(service, hubName, serializer, maxMessageBytes, logger);
    }
}
