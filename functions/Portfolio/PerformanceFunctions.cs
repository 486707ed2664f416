using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Application;
using Trading.Application.Identity;
using Trading.Application.Portfolio;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Functions.Http;
using Trading.Functions.Ledger;

namespace Trading.Functions.Portfolio;

/// <summary>How the current user's accounts did: <c>?from=</c>, <c>?to=</c>, <c>?benchmark=US:SPY</c>, <c>?period=</c> day, month or year, <c>?currency=KRW</c> for all currencies together.</summary>
public sealed class PerformanceFunctions(GetPerformanceHandler performance, ICurrentUser currentUser)
{
    /// <summary>Of one account.</summary>
    [Function("GetAccountPerformance")]
    public async Task<IResult> OfAccountAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "accounts/{id}/performance")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        if (!PerformanceRequest.TryRead(request, out var query, out var problem))
            return problem;
        return PathId.IsValid(id) && await performance.OfAccountAsync(currentUser.Id, new AccountId(id), query, cancellationToken) is { } result
            ? Answer(result)
            : LedgerFunctions.NoAccount(id);
    }

    /// <summary>Of all accounts together, replays left out.</summary>
    [Function("GetPortfolioPerformance")]
    public async Task<IResult> OfAllAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "portfolio/performance")] HttpRequest request, CancellationToken cancellationToken) =>
        PerformanceRequest.TryRead(request, out var query, out var problem)
            ? Answer(await performance.OfAllAsync(currentUser.Id, query, cancellationToken))
            : problem;

    private static IResult Answer(Result<PerformanceView, FieldErrors> result) => result.TryGet(out var view, out var errors)
        ? Results.Json(view, ApiJson.Responses)
        : Problems.Invalid("invalid-query", errors.ToString(), errors.ToDictionary());
}
