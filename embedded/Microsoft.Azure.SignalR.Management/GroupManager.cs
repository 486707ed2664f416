#nullable disable // As in the package, where these signatures carry no annotations.
using Microsoft.AspNetCore.SignalR;

namespace Microsoft.Azure.SignalR.Management;

/// <summary>Puts connections into groups; a group exists while it has members.</summary>
public abstract class GroupManager : IGroupManager
{
    /// <summary>For implementers.</summary>
    protected GroupManager()
    {
    }

    /// <summary>Adds a connection to a group.</summary>
    public abstract Task AddToGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default);

    /// <summary>Removes a connection from a group.</summary>
    public abstract Task RemoveFromGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default);

    /// <summary>Removes a connection from every group.</summary>
    public abstract Task RemoveFromAllGroupsAsync(string connectionId, CancellationToken cancellationToken = default);
}
