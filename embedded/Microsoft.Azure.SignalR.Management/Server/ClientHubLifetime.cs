using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Trading.Embedded.SignalR;

/// <summary>
/// Enters connections into the hub they asked for and takes them out when they end. Messages leave through
/// <see cref="ServerHub"/>, so the sending half of the base class has nobody to call it.
/// </summary>
internal sealed class ClientHubLifetime(EmbeddedSignalR service, ILogger<ClientHubLifetime> logger) : HubLifetimeManager<ClientHub>
{
    public override Task OnConnectedAsync(HubConnectionContext connection) =>
        HubOf(connection).EnterAsync(new Client(connection, service.Clock, logger));

    public override Task OnDisconnectedAsync(HubConnectionContext connection) => HubOf(connection).LeaveAsync(connection.ConnectionId);

    public override Task SendAllAsync(string methodName, object?[] args, CancellationToken cancellationToken = default) => throw NotHere();

    public override Task SendAllExceptAsync(string methodName, object?[] args, IReadOnlyList<string> excludedConnectionIds, CancellationToken cancellationToken = default) => throw NotHere();

    public override Task SendConnectionAsync(string connectionId, string methodName, object?[] args, CancellationToken cancellationToken = default) => throw NotHere();

    public override Task SendConnectionsAsync(IReadOnlyList<string> connectionIds, string methodName, object?[] args, CancellationToken cancellationToken = default) => throw NotHere();

    public override Task SendGroupAsync(string groupName, string methodName, object?[] args, CancellationToken cancellationToken = default) => throw NotHere();

    public override Task SendGroupsAsync(IReadOnlyList<string> groupNames, string methodName, object?[] args, CancellationToken cancellationToken = default) => throw NotHere();

    public override Task SendGroupExceptAsync(string groupName, string methodName, object?[] args, IReadOnlyList<string> excludedConnectionIds, CancellationToken cancellationToken = default) => throw NotHere();

    public override Task SendUserAsync(string userId, string methodName, object?[] args, CancellationToken cancellationToken = default) => throw NotHere();

    public override Task SendUsersAsync(IReadOnlyList<string> userIds, string methodName, object?[] args, CancellationToken cancellationToken = default) => throw NotHere();

    public override Task AddToGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default) => throw NotHere();

    public override Task RemoveFromGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default) => throw NotHere();

    // The name was required before the connection was admitted.
    private ServerHub HubOf(HubConnectionContext connection) => service.Hub(connection.GetHttpContext()!.Request.Query["hub"].ToString());

    private static NotSupportedException NotHere() => new("Messages are sent through the management client.");
}
