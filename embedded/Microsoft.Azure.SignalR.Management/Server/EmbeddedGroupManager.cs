using Microsoft.Azure.SignalR.Management;

namespace Trading.Embedded.SignalR;

/// <summary>Groups of connections. An unknown connection joins nothing, as it has ended meanwhile.</summary>
internal sealed class EmbeddedGroupManager(ServerHub hub) : GroupManager
{
    public override Task AddToGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(groupName);
        return WithAsync(connectionId, client => client.Join(groupName), cancellationToken);
    }

    public override Task RemoveFromGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(groupName);
        return WithAsync(connectionId, client => client.Leave(groupName), cancellationToken);
    }

    public override Task RemoveFromAllGroupsAsync(string connectionId, CancellationToken cancellationToken = default) =>
        WithAsync(connectionId, client => client.LeaveAll(), cancellationToken);

    private Task WithAsync(string connectionId, Action<Client> change, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var client in hub.Connections([connectionId]))
            change(client);
        return Task.CompletedTask;
    }
}
