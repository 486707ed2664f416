using Microsoft.Azure.SignalR.Management;

namespace Trading.Embedded.SignalR;

/// <summary>Looks at the open connections of a hub.</summary>
internal sealed class EmbeddedClientManager(ServerHub hub) : ClientManager
{
    public override Task CloseConnectionAsync(string connectionId, string? reason = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var client in hub.Connections([connectionId]))
            client.Close(reason);
        return Task.CompletedTask;
    }

    public override Task<bool> ConnectionExistsAsync(string connectionId, CancellationToken cancellationToken = default) =>
        AnyAsync(connectionId, hub.Connections, cancellationToken);

    public override Task<bool> UserExistsAsync(string userId, CancellationToken cancellationToken = default) =>
        AnyAsync(userId, hub.Users, cancellationToken);

    public override Task<bool> GroupExistsAsync(string groupName, CancellationToken cancellationToken = default) =>
        AnyAsync(groupName, hub.Groups, cancellationToken);

    private static Task<bool> AnyAsync(string id, Func<string[], IEnumerable<Client>> choose, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(choose([id]).Any());
    }
}
