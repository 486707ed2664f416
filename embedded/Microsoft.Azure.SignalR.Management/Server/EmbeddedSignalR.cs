using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Trading.Embedded.SignalR;

/// <summary>
/// The SignalR service of an embedded platform. One process of a data folder serves the hubs to clients, where a web application
/// maps them (<see cref="EmbeddedSignalRRoutes"/>); every process may send. Hubs come to be when they are first named.
/// </summary>
public sealed class EmbeddedSignalR : IDisposable
{
    private readonly EmbeddedPlatform platform;
    private readonly ConcurrentDictionary<string, ServerHub> hubs = new(StringComparer.OrdinalIgnoreCase);
    private readonly Outbox outbox;
    private IDisposable? claim;
    private Func<Uri>? address;

    private EmbeddedSignalR(EmbeddedPlatform platform)
    {
        this.platform = platform;
        Tokens = new AccessTokens(Path.Combine(platform.DataFolder, "signalr.key"), platform.Clock);
        Store = new HubStore(platform);
        outbox = new Outbox(platform);
    }

    internal AccessTokens Tokens { get; }

    internal HubStore Store { get; }

    internal TimeProvider Clock => platform.Clock;

    /// <summary>The service of a platform.</summary>
    public static EmbeddedSignalR Of(EmbeddedPlatform platform)
    {
        ArgumentNullException.ThrowIfNull(platform);
        return platform.Feature(found => new EmbeddedSignalR(found));
    }

    /// <summary>Ends the serving; open connections are the web application's to close.</summary>
    public void Dispose()
    {
        outbox.Dispose();
        claim?.Dispose();
    }

    internal ServerHub Hub(string name) => hubs.GetOrAdd(name, static (key, store) => new ServerHub(key, store), Store);

    /// <summary>Serves the hubs in this process from now on.</summary>
    /// <param name="find">Says where clients reach the service; asked at each negotiation, because a port may be chosen at start.</param>
    /// <param name="logger">Told what goes wrong.</param>
    /// <exception cref="EmbeddedStoreException">Another process serves them.</exception>
    internal void Serve(Func<Uri> find, ILogger logger)
    {
        if (claim is null)
        {
            claim = platform.TryClaim("signalr.lock") ??
                throw new EmbeddedStoreException($"Another process serves the SignalR hubs of the data folder '{platform.DataFolder}'. Stop that one, or choose another folder.");
            Store.BeginServing();
        }

        outbox.Listen((hub, command) => Hub(hub).Do(command), logger);
        address = find;
    }

    /// <summary>Does it to the clients of a hub, here or through the process that serves them. Where nobody serves, nobody is connected.</summary>
    internal Task DoAsync(string hub, HubCommand command)
    {
        if (claim is null)
            return Store.IsServed() ? outbox.AppendAsync(hub, command) : Task.CompletedTask;
        Hub(hub).Do(command);
        return Task.CompletedTask;
    }

    /// <summary>Where the clients of a hub connect: the address of the request they negotiate with, or the server's own.</summary>
    /// <exception cref="InvalidOperationException">No web application of this process serves the hubs.</exception>
    internal string ClientUrl(string hub, Uri? negotiatedAt)
    {
        var origin = negotiatedAt ?? address?.Invoke() ??
            throw new InvalidOperationException("No web application of this process serves the SignalR hubs, so a client has nowhere to connect.");
        return $"{origin.GetLeftPart(UriPartial.Authority)}{EmbeddedSignalRRoutes.ClientPath}/?hub={Uri.EscapeDataString(hub.ToLowerInvariant())}";
    }
}
