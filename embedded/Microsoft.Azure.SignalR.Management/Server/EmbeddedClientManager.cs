using Microsoft.Azure.SignalR.Management;

namespace Trading.Embedded.SignalR;

/// <summary>Looks at the open connections of a hub.</summary>
internal sealed class EmbeddedClientManager(EmbeddedSignalR service, string hub) : ClientManager
{
    public override Task CloseConnectionAsync(string connectionId, string? reason = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        cancellationToken.ThrowIfCancellationRequested();
        return service.DoAsync(hub, new HubCommand.Close(connectionId, reason));
    }

    public override Task<bool> ConnectionExistsAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(service.Store.ConnectionExists(hub, connectionId));
    }

    public override Task<bool> UserExistsAsync(string userId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(service.Store.UserExists(hub, userId));
    }

    public override Task<bool> GroupExistsAsync(string groupName, CancellationToken cancellationToken = default)
    {
        Limits.CheckGroup(groupName);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(service.Store.GroupExists(hub, groupName));
    }
}
