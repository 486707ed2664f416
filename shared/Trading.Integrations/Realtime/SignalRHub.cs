using System.Text.Json;
using Azure.Core.Serialization;
using Microsoft.Azure.SignalR.Management;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Trading.Integrations.Realtime;

/// <summary>The one hub of the product, opened on first use; an attempt that failed is made anew by the next user.</summary>
internal sealed class SignalRHub(IOptions<SignalROptions> options, ILoggerFactory loggers, TimeProvider clock, JsonSerializerOptions payloadJson) : IAsyncDisposable
{
    public const string Name = "trading";

    /// <summary>Longest wait for the service, for opening the hub and for each call.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private Task<Opened>? opening;

    /// <exception cref="TimeoutException">The service did not answer in time.</exception>
    public async Task<ServiceHubContext> OpenAsync(CancellationToken cancellationToken)
    {
        Task<Opened> current;
        lock (gate)
        {
            if (opening is null or { IsFaulted: true } or { IsCanceled: true })
                opening = CreateAsync();
            current = opening;
        }

        return (await current.WaitAsync(Limit, clock, cancellationToken)).Hub;
    }

    public async ValueTask DisposeAsync()
    {
        if (opening is not { IsCompletedSuccessfully: true } finished)
            return;
        var (manager, hub) = await finished;
        await hub.DisposeAsync();
        manager.Dispose();
    }

    private async Task<Opened> CreateAsync()
    {
        var manager = new ServiceManagerBuilder()
            .WithOptions(service =>
            {
                service.ConnectionString = options.Value.ConnectionString;
                service.ServiceTransportType = ServiceTransportType.Transient;
                service.HttpClientTimeout = Limit;
                service.UseJsonObjectSerializer(new JsonObjectSerializer(payloadJson));
            })
            .WithLoggerFactory(loggers)
            .BuildServiceManager();
        // Shared by all users of the hub, so no one user's cancellation ends it.
        using var limit = new CancellationTokenSource(Limit, clock);
        return new Opened(manager, await manager.CreateHubContextAsync(Name, limit.Token));
    }

    private sealed record Opened(ServiceManager Manager, ServiceHubContext Hub);
}
