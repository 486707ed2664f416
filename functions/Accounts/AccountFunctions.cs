using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Trading.Application.Accounts;
using Trading.Application.Identity;
using Trading.Domain.Accounts;
using Trading.Functions.Http;

namespace Trading.Functions.Accounts;

/// <summary>The current user's accounts.</summary>
public sealed class AccountFunctions(OpenAccountHandler open, GetAccountsHandler accounts, ICurrentUser currentUser, TimeProvider clock)
{
    /// <summary>The accounts, oldest first.</summary>
    [Function("GetAccounts")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "accounts")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(new { Accounts = (await accounts.ListAsync(currentUser.Id, cancellationToken)).Select(AccountAnswer.Of) }, ApiJson.Responses);

    /// <summary>Opens an account with the simulated broker; with an <c>Idempotency-Key</c> that was used before it gives what was opened then.</summary>
    [Function("OpenAccount")]
    public async Task<IResult> OpenAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "accounts")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (IdempotencyKey.ReadId(request, "account", currentUser.Id, clock, out var id) is { } wrongKey)
            return wrongKey;
        var body = await RequestBody.ReadJsonAsync<AccountDraft>(request, cancellationToken);
        if (!body.TryGet(out var draft, out var problem))
            return problem;
        var result = await open.HandleAsync(currentUser.Id, new AccountId(id), draft, cancellationToken);
        if (!result.TryGet(out var account, out var errors))
            return Problems.Invalid("invalid-account", errors.ToString(), errors.ToDictionary());
        return account.Id.Value == id
            ? Results.Json(AccountAnswer.Of(account), ApiJson.Responses, statusCode: StatusCodes.Status201Created)
            : Problems.Conflict("account-exists", $"There is a {draft.Kind.ToString().ToLowerInvariant()} account with {account.Broker} already: '{account.Id}'. One of a kind with each broker is what there may be.");
    }

    /// <summary>One account.</summary>
    [Function("GetAccount")]
    public async Task<IResult> FindAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "accounts/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        PathId.IsValid(id) && await accounts.FindAsync(currentUser.Id, new AccountId(id), cancellationToken) is var (account, _)
            ? Results.Json(AccountAnswer.Of(account), ApiJson.Responses)
            : NotFound(id);

    /// <summary>What an account holds.</summary>
    [Function("GetBalance")]
    public async Task<IResult> BalanceAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "accounts/{id}/balance")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        PathId.IsValid(id) && await accounts.FindAsync(currentUser.Id, new AccountId(id), cancellationToken) is var (_, balance)
            ? Results.Json(balance, ApiJson.Responses)
            : NotFound(id);

    private static ProblemHttpResult NotFound(string id) => Problems.NotFound("account-not-found", $"There is no account '{Problems.Clip(id)}'.");
}
