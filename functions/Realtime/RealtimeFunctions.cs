using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Application.Identity;
using Trading.Functions.Http;
using Trading.Integrations.Realtime;

namespace Trading.Functions.Realtime;

/// <summary>Lets pages listen to what happens.</summary>
public sealed class RealtimeFunctions(RealtimeAccess access, ICurrentUser currentUser)
{
    /// <summary>Answers <c>{url, accessToken}</c>, as SignalR clients expect it, for the pages of the current user.</summary>
    [Function("NegotiateRealtime")]
    public async Task<IResult> NegotiateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "realtime/negotiate")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            var ticket = await access.NegotiateAsync(currentUser.Id, request.HttpContext, cancellationToken);
            request.HttpContext.Response.Headers.CacheControl = "no-store";
            return Results.Json(ticket, ApiJson.Responses);
        }
        catch (TimeoutException)
        {
            return Problems.Unavailable("realtime-unavailable", "Live updates are not available now; the page keeps working without them.");
        }
    }
}
