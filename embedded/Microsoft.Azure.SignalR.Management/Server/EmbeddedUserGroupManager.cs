using Microsoft.Azure.SignalR.Management;

namespace Trading.Embedded.SignalR;

/// <summary>Groups of users, kept in the store.</summary>
internal sealed class EmbeddedUserGroupManager(ServerHub hub) : UserGroupManager
{
    public override Task AddToGroupAsync(string userId, string groupName, CancellationToken cancellationToken = default)
    {
        Check(userId, groupName, cancellationToken);
        return hub.UserGroups.AddAsync(hub.Name, userId, groupName, lifetime: null);
    }

    public override Task AddToGroupAsync(string userId, string groupName, TimeSpan ttl, CancellationToken cancellationToken = default)
    {
        Check(userId, groupName, cancellationToken);
        ArgumentOutOfRangeException.ThrowIfLessThan(ttl, TimeSpan.Zero);
        return hub.UserGroups.AddAsync(hub.Name, userId, groupName, ttl);
    }

    public override Task RemoveFromGroupAsync(string userId, string groupName, CancellationToken cancellationToken = default)
    {
        Check(userId, groupName, cancellationToken);
        return hub.UserGroups.RemoveAsync(hub.Name, userId, groupName);
    }

    public override Task RemoveFromAllGroupsAsync(string userId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        cancellationToken.ThrowIfCancellationRequested();
        return hub.UserGroups.RemoveAllAsync(hub.Name, userId);
    }

    public override Task<bool> IsUserInGroup(string userId, string groupName, CancellationToken cancellationToken = default)
    {
        Check(userId, groupName, cancellationToken);
        return Task.FromResult(hub.UserGroups.Contains(hub.Name, userId, groupName));
    }

    private static void Check(string userId, string groupName, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        ArgumentException.ThrowIfNullOrEmpty(groupName);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
