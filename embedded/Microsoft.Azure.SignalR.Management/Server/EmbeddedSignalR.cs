using System.Collections.Concurrent;

namespace Trading.Embedded.SignalR;

/// <summary>
/// The SignalR service of an embedded platform: its hubs, who is connected to them, and the tokens that let clients in. Hubs
/// come to be when they are first named. Clients reach it where a web application maps it (<see cref="EmbeddedSignalRRoutes"/>).
/// </summary>
public sealed class EmbeddedSignalR
{
    private readonly ConcurrentDictionary<string, ServerHub> hubs = new(StringComparer.OrdinalIgnoreCase);
    private readonly UserGroupStore userGroups;
    private Func<Uri>? address;

    private EmbeddedSignalR(EmbeddedPlatform platform)
    {
        Tokens = new AccessTokens(Path.Combine(platform.DataFolder, "signalr.key"), platform.Clock);
        userGroups = new UserGroupStore(platform);
    }

    internal AccessTokens Tokens { get; }

    /// <summary>The service of a platform.</summary>
    public static EmbeddedSignalR Of(EmbeddedPlatform platform)
    {
        ArgumentNullException.ThrowIfNull(platform);
        return platform.Feature(found => new EmbeddedSignalR(found));
    }

    internal ServerHub Hub(string name) => hubs.GetOrAdd(name, static (key, groups) => new ServerHub(key, groups), userGroups);

    /// <summary>Says where clients reach the service; asked at each negotiation, because a port may be chosen at start.</summary>
    internal void ServedAt(Func<Uri> find) => address = find;

    /// <summary>Where the clients of a hub connect: the address of the request they negotiate with, or the server's own.</summary>
    /// <exception cref="InvalidOperationException">No web application of this process serves the hubs.</exception>
    internal string ClientUrl(string hub, Uri? negotiatedAt)
    {
        var origin = negotiatedAt ?? address?.Invoke() ??
            throw new InvalidOperationException("No web application of this process serves the SignalR hubs, so a client has nowhere to connect.");
        return $"{origin.GetLeftPart(UriPartial.Authority)}{EmbeddedSignalRRoutes.ClientPath}/?hub={Uri.EscapeDataString(hub.ToLowerInvariant())}";
    }
}
