#nullable disable // As in the package, where these signatures carry no annotations.
namespace Microsoft.Azure.SignalR.Management;

/// <summary>Puts users, with all their present and future connections, into groups.</summary>
public abstract class UserGroupManager : IUserGroupManager
{
    /// <summary>For implementers.</summary>
    protected UserGroupManager()
    {
    }

    /// <summary>Adds a user to a group until removed.</summary>
    public abstract Task AddToGroupAsync(string userId, string groupName, CancellationToken cancellationToken = default);

    /// <summary>Adds a user to a group for a time.</summary>
    public abstract Task AddToGroupAsync(string userId, string groupName, TimeSpan ttl, CancellationToken cancellationToken = default);

    /// <summary>Removes a user from a group.</summary>
    public abstract Task RemoveFromGroupAsync(string userId, string groupName, CancellationToken cancellationToken = default);

    /// <summary>Removes a user from every group.</summary>
    public abstract Task RemoveFromAllGroupsAsync(string userId, CancellationToken cancellationToken = default);

    /// <summary>Whether the user is in the group.</summary>
    public abstract Task<bool> IsUserInGroup(string userId, string groupName, CancellationToken cancellationToken = default);
}
