using Azure.Core.Serialization;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.SignalR.Common;
using Microsoft.Azure.SignalR.Management;
using Microsoft.Extensions.Logging;

namespace Trading.Embedded.SignalR;

/// <summary>A hub of the embedded service, as the management client sees it.</summary>
internal sealed partial class EmbeddedHubContext(EmbeddedSignalR service, string hub, ObjectSerializer serializer, int maxMessageBytes, ILogger logger) : ServiceHubContext
{
    public override IHubClients Clients { get; } = new EmbeddedHubClients(service, hub, serializer, maxMessageBytes);

    public override GroupManager Groups { get; } = new EmbeddedGroupManager(service.Store, hub);

    public override UserGroupManager UserGroups { get; } = new EmbeddedUserGroupManager(service.Store, hub);

    public override ClientManager ClientManager { get; } = new EmbeddedClientManager(service, hub);

    public override ValueTask<NegotiationResponse> NegotiateAsync(NegotiationOptions? negotiationOptions = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var options = negotiationOptions ?? new NegotiationOptions();
        var url = service.ClientUrl(hub, options.HttpContext is { } context ? new Uri(context.Request.GetEncodedUrl()) : null);
        var token = service.Tokens.Issue(url, options.UserId, options.Claims ?? [], options.TokenLifetime);
        if (token.Length > AccessTokens.MaxLength)
            throw new AzureSignalRAccessTokenTooLongException();
        LogNegotiated(hub, options.UserId ?? "(anonymous)");
        return ValueTask.FromResult(new NegotiationResponse { Url = url, AccessToken = token });
    }

    [LoggerMessage(9801, LogLevel.Debug, "A client may connect to hub {Hub} as user {UserId}")]
    private partial void LogNegotiated(string hub, string userId);
}
