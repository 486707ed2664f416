using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Application.Exits;
using Trading.Application.Identity;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Functions.Durable;
using Trading.Functions.Http;
using Trading.Functions.Ledger;
using Trading.Functions.Orders;

namespace Trading.Functions.Exits;

/// <summary>Guards over the positions of the current user; an instrument is written as in <c>US:SPY</c>.</summary>
public sealed class GuardFunctions(GuardHandler guards, WatchGuardsHandler watch, ICurrentUser currentUser)
{
    /// <summary>The guard over a position, also one that is done.</summary>
    [Function("GetGuard")]
    public async Task<IResult> FindAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "accounts/{id}/guards/{instrument}")] HttpRequest request,
        string id, string instrument, CancellationToken cancellationToken)
    {
        var (key, problem) = Read(id, instrument);
        return problem ?? (await guards.FindAsync(key, cancellationToken) is { } found ? Results.Json(found, ApiJson.Responses) : NoGuard(id, instrument));
    }

    /// <summary>
    /// Sets a guard over a position, in place of the one that there is: <c>stopLoss</c>, <c>target</c> (each a <c>price</c>, or a <c>rate</c> of what the position
    /// cost) and <c>trailing</c> (<c>amount</c> or <c>rate</c>); with none of them, a stop-loss of five percent.
    /// </summary>
    [Function("SetGuard")]
    public async Task<IResult> SetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "accounts/{id}/guards/{instrument}")] HttpRequest request,
        string id, string instrument, CancellationToken cancellationToken)
    {
        var (key, problem) = Read(id, instrument);
        if (problem is not null)
            return problem;
        var body = await RequestBody.ReadJsonAsync<GuardDraft>(request, cancellationToken);
        if (!body.TryGet(out var draft, out var malformed))
            return malformed;
        if (await guards.SetAsync(key, draft, cancellationToken) is not { } result)
            return LedgerFunctions.NoAccount(id);
        return result.Match<IResult>(ok: guard => Results.Json(guard, ApiJson.Responses), refused: OrderProblems.Of);
    }

    /// <summary>Removes a guard; an exit that it has made goes its way.</summary>
    [Function("RemoveGuard")]
    public async Task<IResult> RemoveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "accounts/{id}/guards/{instrument}")] HttpRequest request,
        string id, string instrument, CancellationToken cancellationToken)
    {
        var (key, problem) = Read(id, instrument);
        return problem ?? (await guards.RemoveAsync(key, cancellationToken) is { } removed ? Results.Json(removed, ApiJson.Responses) : NoGuard(id, instrument));
    }

    /// <summary>Finds what nobody told of: bars that were stored just before the process died, exits that were not made.</summary>
    [Function("WatchGuards")]
    public Task WatchAsync([TimerTrigger("15 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        watch.LookAsync(instrument: null, new DurableWorkflows(client), cancellationToken);

    private (GuardKey Key, ProblemHttpResult? Problem) Read(string id, string instrument)
    {
        if (!PathId.IsValid(id))
            return (default, LedgerFunctions.NoAccount(id));
        return InstrumentId.TryParse(instrument, out var known)
            ? (new GuardKey(currentUser.Id, new AccountId(id), known), null)
            : (default, Problems.Invalid("invalid-instrument", "instrument", $"instrument is '{Problems.Clip(instrument)}'; expected a market and a symbol, such as US:SPY."));
    }

    private static ProblemHttpResult NoGuard(string account, string instrument) =>
        Problems.NotFound("guard-not-found", $"There is no guard over {Problems.Clip(instrument)} of account '{Problems.Clip(account)}'.");
}
