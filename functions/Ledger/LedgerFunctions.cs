using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Trading.Application.Identity;
using Trading.Application.Ledger;
using Trading.Domain.Accounts;
using Trading.Functions.Http;

namespace Trading.Functions.Ledger;

/// <summary>Shows the books of the current user's accounts.</summary>
public sealed class LedgerFunctions(GetLedgerHandler ledger, GetLotsHandler lots, ICurrentUser currentUser)
{
    /// <summary>An account's balances and a page of its entries, oldest first: <c>?limit=</c> 1 to 1000 (500), <c>?continuation=</c>.</summary>
    [Function("GetLedger")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "accounts/{id}/ledger")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!TryReadPage(request, GetLedgerHandler.MaxPage, out var after, out var limit, out var problem))
            return problem;
        if (!PathId.IsValid(id) || await ledger.HandleAsync(currentUser.Id, new AccountId(id), after, limit, cancellationToken) is not { } found)
            return NoAccount(id);
        return Results.Json(found, ApiJson.Responses);
    }

    /// <summary>
    /// An account's open lots and a page of its closed ones, first in, first out: <c>?limit=</c> closed lots, 1 to 1000 (500),
    /// <c>?continuation=</c>.
    /// </summary>
    [Function("GetLots")]
    public async Task<IResult> GetLotsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "accounts/{id}/lots")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!TryReadPage(request, GetLotsHandler.MaxPage, out var after, out var limit, out var problem))
            return problem;
        if (!PathId.IsValid(id) || await lots.HandleAsync(currentUser.Id, new AccountId(id), after, limit, cancellationToken) is not { } found)
            return NoAccount(id);
        return Results.Json(found, ApiJson.Responses);
    }

    /// <summary>404: the user has no such account.</summary>
    internal static ProblemHttpResult NoAccount(string account) =>
        Problems.NotFound("account-not-found", $"There is no account '{Problems.Clip(account)}'.");

    /// <summary>Reads a page whose continuation is the number of the last item before it.</summary>
    private static bool TryReadPage(HttpRequest request, int maxLimit, out int after, out int limit, [NotNullWhen(false)] out IResult? problem)
    {
        (after, limit) = (0, 0);
        if (!PageQuery.TryRead(request, maxLimit, out var page, out problem))
            return false;
        limit = page.Limit;
        if (page.Continuation is { } continuation && !int.TryParse(continuation, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            problem = Problems.Invalid("invalid-query", "continuation", "This is no continuation of a page.");
        return problem is null;
    }
}
