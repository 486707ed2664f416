using Microsoft.Azure.SignalR.Management;

namespace Trading.Embedded.Functions.SignalR;

/// <summary>The hubs that bindings name.</summary>
internal sealed class SignalRHubs(AppSettings settings) : IDisposable
{
    private const string DefaultSetting = "AzureSignalRConnectionString";
    private readonly Dictionary<string, ServiceManager> managers = new(StringComparer.Ordinal);

    /// <summary>A hub, opened at each use: that costs nothing, and a name that the service refuses fails there as on Azure.</summary>
    /// <exception cref="FormatException">The binding names no hub, or a setting is missing.</exception>
    public Func<CancellationToken, Task<ServiceHubContext>> Find(string? hubName, string? connectionStringSetting)
    {
        var hub = settings.Resolve(hubName ?? throw new FormatException("the binding names no hub; set HubName"));
        if (hub.AsSpan().ContainsAny('{', '}'))
            throw new FormatException($"the hub '{hub}' depends on the event; expected a name or %setting%");
        var connection = settings.Connection(connectionStringSetting ?? DefaultSetting);
        if (!managers.TryGetValue(connection, out var manager))
        {
            manager = new ServiceManagerBuilder().WithOptions(options => options.ConnectionString = connection).BuildServiceManager();
            managers.Add(connection, manager);
        }

        return cancellationToken => manager.CreateHubContextAsync(hub, cancellationToken);
    }

    public void Dispose()
    {
        foreach (var manager in managers.Values)
            manager.Dispose();
    }
}
