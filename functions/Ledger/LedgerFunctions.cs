using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Application.Identity;
using Trading.Application.Ledger;
using Trading.Domain.Accounts;
using Trading.Functions.Http;

namespace Trading.Functions.Ledger;

/// <summary>Shows the books of the current user's accounts.</summary>
public sealed class LedgerFunctions(GetLedgerHandler ledger, ICurrentUser currentUser)
{
    /// <summary>A page of an account's entries, oldest first: <c>?account=</c> (required), <c>?limit=</c> 1 to 1000 (500), <c>?continuation=</c>.</summary>
    [Function("GetLedger")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ledger")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!PageQuery.TryRead(request, GetLedgerHandler.MaxPage, out var page, out var problem))
            return problem;
        var after = 0;
        if (page.Continuation is { } continuation && !int.TryParse(continuation, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            return Problems.Invalid("invalid-query", "continuation", "This is no continuation of a page.");
        var account = request.Query["account"].ToString();
        if (account.Length == 0)
            return Problems.Invalid("invalid-query", "account", "An account is required: ?account=ID.");
        if (!PathId.IsValid(account) ||
            await ledger.HandleAsync(currentUser.Id, new AccountId(account), after, page.Limit, cancellationToken) is not { } found)
            return Problems.NotFound("account-not-found", $"There is no account '{Problems.Clip(account)}'.");
        return Results.Json(found, ApiJson.Responses);
    }
}
