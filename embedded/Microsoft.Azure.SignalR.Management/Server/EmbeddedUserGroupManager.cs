using Microsoft.Azure.SignalR.Management;

namespace Trading.Embedded.SignalR;

/// <summary>Groups of users.</summary>
internal sealed class EmbeddedUserGroupManager(HubStore store, string hub) : UserGroupManager
{
    public override Task AddToGroupAsync(string userId, string groupName, CancellationToken cancellationToken = default)
    {
        Check(userId, groupName, cancellationToken);
        return store.AddUserAsync(hub, userId, groupName, lifetime: null);
    }

    public override Task AddToGroupAsync(string userId, string groupName, TimeSpan ttl, CancellationToken cancellationToken = default)
    {
        Check(userId, groupName, cancellationToken);
        ArgumentOutOfRangeException.ThrowIfLessThan(ttl, TimeSpan.Zero);
        // It travels in whole seconds.
        return store.AddUserAsync(hub, userId, groupName, TimeSpan.FromSeconds(Math.Floor(ttl.TotalSeconds)));
    }

    public override Task RemoveFromGroupAsync(string userId, string groupName, CancellationToken cancellationToken = default)
    {
        Check(userId, groupName, cancellationToken);
        return store.RemoveUserAsync(hub, userId, groupName);
    }

    public override Task RemoveFromAllGroupsAsync(string userId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        cancellationToken.ThrowIfCancellationRequested();
        return store.RemoveUserFromAllAsync(hub, userId);
    }

    public override Task<bool> IsUserInGroup(string userId, string groupName, CancellationToken cancellationToken = default)
    {
        Check(userId, groupName, cancellationToken);
        return Task.FromResult(store.IsUserInGroup(hub, userId, groupName));
    }

    private static void Check(string userId, string groupName, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        Limits.CheckGroup(groupName);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
