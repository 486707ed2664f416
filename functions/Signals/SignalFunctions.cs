using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Trading.Application.Identity;
using Trading.Application.Signals;
using Trading.Domain.Accounts;
using Trading.Domain.Signals;
using Trading.Functions.Http;
using Trading.Functions.Orders;

namespace Trading.Functions.Signals;

/// <summary>Raises and shows the current user's signals.</summary>
public sealed class SignalFunctions(RaiseSignalHandler raise, GetSignalsHandler signals, ICurrentUser currentUser, TimeProvider clock)
{
    private const string All = "all";

    private static readonly Dictionary<string, SignalKind> Kinds = new(StringComparer.Ordinal)
    {
        ["buy"] = SignalKind.Buy, ["sell"] = SignalKind.Sell, ["stop-loss"] = SignalKind.StopLoss, ["hold"] = SignalKind.Hold,
    };

    /// <summary>A page of signals, newest first, and what became of each: <c>all</c>, <c>buy</c>, <c>sell</c>, <c>stop-loss</c> or <c>hold</c>, <c>?account=</c>, <c>?limit=</c> 1 to 100 (100), <c>?continuation=</c>.</summary>
    [Function("GetSignals")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "signals/{kind}")] HttpRequest request, string kind, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        SignalKind? wanted = Kinds.TryGetValue(kind ?? "", out var known) ? known : null;
        if (wanted is null && kind != All)
            return NoSuchKind(kind, [All, .. Kinds.Keys]);
        if (!PageQuery.TryRead(request, GetSignalsHandler.MaxPage, out var page, out var problem))
            return problem;
        string? account = request.Query["account"];
        if (account is not null && !PathId.IsValid(account))
            return Problems.Invalid("invalid-query", "account", $"account is '{Problems.Clip(account)}'; expected the id of an account.");
        var found = await signals.ListAsync(
            currentUser.Id, wanted, account is null ? null : new AccountId(account), page.Limit, page.Continuation, cancellationToken);
        return Results.Json(found, ApiJson.Responses);
    }

    /// <summary>Raises a signal, <c>buy</c>, <c>sell</c>, <c>stop-loss</c> or <c>hold</c>; with an <c>Idempotency-Key</c> that was used before it raises none and gives the one that was raised then.</summary>
    [Function("RaiseSignal")]
    public async Task<IResult> RaiseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "signals/{kind}")] HttpRequest request, string kind, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!Kinds.TryGetValue(kind ?? "", out var wanted))
            return NoSuchKind(kind, [.. Kinds.Keys]);
        if (IdempotencyKey.ReadId(request, "signal", currentUser.Id, clock, out var id) is { } wrongKey)
            return wrongKey;
        var body = await RequestBody.ReadJsonAsync<SignalDraft>(request, cancellationToken);
        if (!body.TryGet(out var draft, out var problem))
            return problem;
        var result = await raise.HandleAsync(currentUser.Id, id, wanted, draft, cancellationToken);
        if (!result.TryGet(out var signal, out var faults))
            return OrderProblems.Of(faults);
        return Results.Json(await signals.ViewAsync(signal, cancellationToken), ApiJson.Responses, statusCode: StatusCodes.Status202Accepted);
    }

    private static ProblemHttpResult NoSuchKind(string? kind, string[] kinds) =>
        Problems.NotFound("signal-kind-not-found", $"There are no signals '{Problems.Clip(kind)}'; expected one of {string.Join(", ", kinds)}.");
}
