#nullable disable // As in the package, where these signatures carry no annotations.
namespace Microsoft.Azure.SignalR.Management;

/// <summary>Asks about connections and closes them.</summary>
public abstract class ClientManager
{
    /// <summary>For implementers.</summary>
    protected ClientManager()
    {
    }

    /// <summary>Closes a connection; a client that reconnects by itself is told not to.</summary>
    public abstract Task CloseConnectionAsync(string connectionId, string reason = null, CancellationToken cancellationToken = default);

    /// <summary>Whether the connection is open.</summary>
    public abstract Task<bool> ConnectionExistsAsync(string connectionId, CancellationToken cancellationToken = default);

    /// <summary>Whether the user has an open connection.</summary>
    public abstract Task<bool> UserExistsAsync(string userId, CancellationToken cancellationToken = default);

    /// <summary>Whether an open connection is in the group.</summary>
    public abstract Task<bool> GroupExistsAsync(string groupName, CancellationToken cancellationToken = default);
}
