#nullable disable // As in the package, where these signatures carry no annotations.
namespace Microsoft.Azure.SignalR.Management;

/// <summary>Puts users, with all their present and future connections, into groups.</summary>
public interface IUserGroupManager
{
    /// <summary>Adds a user to a group until removed.</summary>
    Task AddToGroupAsync(string userId, string groupName, CancellationToken cancellationToken = default);

    /// <summary>Adds a user to a group for a time.</summary>
    Task AddToGroupAsync(string userId, string groupName, TimeSpan ttl, CancellationToken cancellationToken = default);

    /// <summary>Removes a user from a group.</summary>
    Task RemoveFromGroupAsync(string userId, string groupName, CancellationToken cancellationToken = default);

    /// <summary>Removes a user from every group.</summary>
    Task RemoveFromAllGroupsAsync(string userId, CancellationToken cancellationToken = default);

    /// <summary>Whether the user is in the group.</summary>
    Task<bool> IsUserInGroup(string userId, string groupName, CancellationToken cancellationToken = default);
}
