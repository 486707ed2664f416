using Microsoft.AspNetCore.Http;
using Microsoft.Azure.SignalR.Management;
using Trading.Domain.Accounts;

namespace Trading.Integrations.Realtime;

/// <summary>Lets a user's pages connect to the hub.</summary>
public sealed class RealtimeAccess
{
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(10);
    private readonly SignalRHub hub;

    internal RealtimeAccess(SignalRHub hub) => this.hub = hub;

    /// <summary>An address and a token with which one page of the user connects; the token opens connections for ten minutes.</summary>
    /// <param name="user">Whose messages the page receives.</param>
    /// <param name="request">The request that asks.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="TimeoutException">The service did not answer in time.</exception>
    public async Task<RealtimeTicket> NegotiateAsync(UserId user, HttpContext request, CancellationToken cancellationToken)
    {
        var context = await hub.OpenAsync(cancellationToken);
        var answer = await context.NegotiateAsync(
            new NegotiationOptions { UserId = user.Value, TokenLifetime = TokenLifetime, HttpContext = request }, cancellationToken);
        return new RealtimeTicket(answer.Url!, answer.AccessToken!);
    }
}
