using Microsoft.Azure.SignalR.Management;

namespace Trading.Embedded.SignalR;

/// <summary>Groups of connections. An unknown connection joins nothing, as it has ended meanwhile.</summary>
internal sealed class EmbeddedGroupManager(HubStore store, string hub) : GroupManager
{
    public override Task AddToGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default)
    {
        Check(connectionId, groupName, cancellationToken);
        return store.JoinGroupAsync(hub, connectionId, groupName);
    }

    public override Task RemoveFromGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default)
    {
        Check(connectionId, groupName, cancellationToken);
        return store.LeaveGroupAsync(hub, connectionId, groupName);
    }

    public override Task RemoveFromAllGroupsAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        cancellationToken.ThrowIfCancellationRequested();
        return store.LeaveGroupsAsync(hub, connectionId);
    }

    private static void Check(string connectionId, string groupName, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        Limits.CheckGroup(groupName);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
