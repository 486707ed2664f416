using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Application.Exits;
using Trading.Application.Identity;
using Trading.Domain.Accounts;
using Trading.Domain.Exits;
using Trading.Functions.Durable;
using Trading.Functions.Http;

namespace Trading.Functions.Exits;

/// <summary>Gets the current user out of everything, and shows how far that is.</summary>
public sealed class FlattenFunctions(StartFlatteningHandler start, IFlatteningRepository flattenings, ICurrentUser currentUser, TimeProvider clock)
{
    private const string ByUser = "By the user.";

    /// <summary>
    /// Cancels the account's open orders, then closes its positions at the market; nothing else leaves until then. With an <c>Idempotency-Key</c> that was used
    /// before, or while it is under way, nothing starts anew.
    /// </summary>
    [Function("FlattenAccount")]
    public async Task<IResult> FlattenAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "accounts/{id}/flatten")] HttpRequest request,
        string id, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (IdempotencyKey.ReadId(request, "flatten", currentUser.Id, clock, out var wish) is { } wrongKey)
            return wrongKey;
        return PathId.IsValid(id) && await start.HandleAsync(currentUser.Id, new AccountId(id), wish, ByUser, new DurableWorkflows(client), cancellationToken) is { } flattening
            ? Results.Json(FlatteningView.Of(flattening), ApiJson.Responses, statusCode: StatusCodes.Status202Accepted)
            : Problems.NotFound("account-not-found", $"There is no account '{Problems.Clip(id)}' that can be flattened; one that replays past bars can't be.");
    }

    /// <summary>The same for every account of the user but those that replay past bars.</summary>
    [Function("FlattenAll")]
    public async Task<IResult> FlattenAllAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/flatten")] HttpRequest request,
        [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (IdempotencyKey.ReadId(request, "flatten", currentUser.Id, clock, out var wish) is { } wrongKey)
            return wrongKey;
        var (started, failed) = await start.AllAsync(currentUser.Id, wish, ByUser, new DurableWorkflows(client), cancellationToken);
        return Results.Json(FlattenAllAnswer.Of(started, failed), ApiJson.Responses, statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary>How far the account's newest flattening is.</summary>
    [Function("GetFlattening")]
    public async Task<IResult> FindAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "accounts/{id}/flatten")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        PathId.IsValid(id) && await flattenings.FindAsync(currentUser.Id, new AccountId(id), cancellationToken) is { Flattening: var found }
            ? Results.Json(FlatteningView.Of(found), ApiJson.Responses)
            : Problems.NotFound("flattening-not-found", $"No account '{Problems.Clip(id)}' was ever flattened.");

    /// <summary>How far the newest flattening of each account is.</summary>
    [Function("GetFlattenings")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders/flatten")] HttpRequest request, CancellationToken cancellationToken)
    {
        List<Flattening> found = [];
        await foreach (var flattening in flattenings.ListAsync(currentUser.Id, cancellationToken))
            found.Add(flattening);
        return Results.Json(new { Flattenings = found.Select(FlatteningView.Of) }, ApiJson.Responses);
    }
}
