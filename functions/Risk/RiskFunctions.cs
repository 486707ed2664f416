using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Application.Exits;
using Trading.Application.Identity;
using Trading.Application.Ledger;
using Trading.Application.Orders;
using Trading.Application.Risk;
using Trading.Domain.Accounts;
using Trading.Domain.Risk;
using Trading.Functions.Durable;
using Trading.Functions.Exits;
using Trading.Functions.Http;
using Trading.Functions.Orders;

namespace Trading.Functions.Risk;

/// <summary>Shows and changes what guards the current user's orders.</summary>
public sealed class RiskFunctions(
    RiskSettings settings, RiskScopes scopes, TryOrderHandler tryOrder, KillHandler kill, IBooks books, ICurrentUser currentUser)
{
    /// <summary>Limits in force and the kill switch.</summary>
    [Function("GetRisk")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "risk")] HttpRequest request, CancellationToken cancellationToken) =>
        await StateAsync(cancellationToken);

    /// <summary>
    /// Engages or releases the kill switch over all accounts; once this has answered no order leaves. Half a minute must lie between, or the release is refused.
    /// At the level <c>cancelAll</c> every order that has not ended is then cancelled too, at <c>flatten</c> every position closed, and the answer says of how many.
    /// </summary>
    [Function("SetKillSwitch")]
    public Task<IResult> SetKillSwitchAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "risk/kill-switch")] HttpRequest request,
        [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) => KillAsync(request, null, client, cancellationToken);

    /// <summary>The same for one account. An order leaves only where neither switch stops it.</summary>
    [Function("SetAccountKillSwitch")]
    public async Task<IResult> SetAccountKillSwitchAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "risk/kill-switch/{account}")] HttpRequest request,
        string account, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        await HasBooksAsync(account, cancellationToken)
            ? await KillAsync(request, new AccountId(account), client, cancellationToken)
            : AccountNotFound(account);

    private async Task<IResult> KillAsync(HttpRequest request, AccountId? account, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadJsonAsync<KillSwitchRequest>(request, cancellationToken);
        if (!body.TryGet(out var wanted, out var problem))
            return problem;
        var reason = wanted.Reason.Trim();
        if (reason.Length is 0 or > RiskSettings.MaxReasonLength)
            return Problems.Invalid("invalid-kill-switch", "reason", $"A reason of 1 to {RiskSettings.MaxReasonLength} characters is required.");
        if (wanted is { Engaged: false, Level: not null })
            return Problems.Invalid("invalid-kill-switch", "level", "level is given and engaged is false; expected it only where the switch is engaged.");
        KillLevel? level = wanted.Engaged ? wanted.Level ?? KillLevel.NoNewOrders : null;
        return (await kill.HandleAsync(currentUser.Id, account, level, reason, new DurableWorkflows(client), cancellationToken)).TryGet(out var outcome, out var tooSoon)
            ? await StateAsync(cancellationToken, outcome)
            : TooSoon(tooSoon);
    }

    /// <summary>Keeps an account from opening positions, or lets it again; what makes one smaller always passes.</summary>
    [Function("SetAccountHalt")]
    public async Task<IResult> SetHaltAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "risk/halts/{account}")] HttpRequest request, string account, CancellationToken cancellationToken)
    {
        if (!await HasBooksAsync(account, cancellationToken))
            return AccountNotFound(account);
        var body = await RequestBody.ReadJsonAsync<HaltRequest>(request, cancellationToken);
        if (!body.TryGet(out var wanted, out var problem))
            return problem;
        var reason = wanted.Reason.Trim();
        if (reason.Length is 0 or > RiskSettings.MaxReasonLength)
            return Problems.Invalid("invalid-halt", "reason", $"A reason of 1 to {RiskSettings.MaxReasonLength} characters is required.");
        return (await settings.SetHaltAsync(currentUser.Id, new AccountId(account), wanted.Halted, reason, cancellationToken)).TryGet(out _, out var tooSoon)
            ? await StateAsync(cancellationToken)
            : TooSoon(tooSoon);
    }

    /// <summary>The limits set for a scope and those in force there, <c>?scope=user</c>, <c>account:ID</c> or <c>strategy:ID</c>; without it the user's.</summary>
    [Function("GetRiskLimits")]
    public async Task<IResult> GetLimitsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "risk/limits")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (scope, problem) = await ScopeAsync(request, cancellationToken);
        return scope is null ? problem! : await LimitsAsync(scope, cancellationToken);
    }

    /// <summary>Replaces the limits of a scope, named as in <see cref="GetLimitsAsync"/>; a limit that is left out is lifted.</summary>
    [Function("SetRiskLimits")]
    public async Task<IResult> SetLimitsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "risk/limits")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (scope, unknown) = await ScopeAsync(request, cancellationToken);
        if (scope is null)
            return unknown!;
        var body = await RequestBody.ReadJsonAsync<RiskLimitsDocument>(request, cancellationToken);
        if (!body.TryGet(out var wanted, out var problem))
            return problem;
        if (!RiskLimitsReader.Read(wanted).TryGet(out var limits, out var errors))
            return Problems.Invalid("invalid-limits", errors.ToString(), errors.ToDictionary());
        await settings.SetLimitsAsync(currentUser.Id, scope, limits, cancellationToken);
        return await LimitsAsync(scope, cancellationToken);
    }

    /// <summary>What every check would say of an order, in the words in which one is made, if it were made now. Nothing is stored or sent.</summary>
    [Function("TryOrder")]
    public async Task<IResult> TryOrderAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "risk/check")] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadJsonAsync<RequestedOrder>(request, cancellationToken);
        if (!body.TryGet(out var draft, out var problem))
            return problem;
        return (await tryOrder.HandleAsync(currentUser.Id, draft, cancellationToken)).Match<IResult>(
            ok: verdict => Results.Json(
                new { verdict.Passed, Checks = verdict.Findings.Select(RiskFindingView.Of) },
                ApiJson.Responses),
            refused: OrderProblems.Of);
    }

    private OperatorLimits LimitsOfOperator => new(settings.SystemMaxOrderValue.ToDictionary(limit => limit.Key, limit => limit.Value.Value, StringComparer.Ordinal));

    private async Task<bool> HasBooksAsync(string account, CancellationToken cancellationToken) =>
        PathId.IsValid(account) && await books.FindAsync(currentUser.Id, new AccountId(account), cancellationToken) is not null;

    private static ProblemHttpResult AccountNotFound(string account) => Problems.NotFound("account-not-found", $"There is no account '{Problems.Clip(account)}'.");

    private static ProblemHttpResult TooSoon(ResumeTooSoon refusal)
    {
        var seconds = (int)Math.Ceiling(refusal.Left.TotalSeconds);
        return Problems.Conflict(
            "resume-too-soon", $"It was stopped less than {(int)RiskSettings.LeastPause.TotalSeconds} seconds ago and can go on in {seconds} second{(seconds == 1 ? "" : "s")}.");
    }

    private async Task<(RiskScope? Scope, ProblemHttpResult? Problem)> ScopeAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        string? text = request.Query["scope"];
        if (!RiskScope.TryParse(text ?? "user", out var scope))
            return (null, Problems.Invalid("invalid-scope", "scope", $"scope is '{Problems.Clip(text)}'; expected user, account:ID or strategy:ID."));
        return await scopes.ExistsAsync(currentUser.Id, scope, cancellationToken)
            ? (scope, null)
            : (null, Problems.NotFound("unknown-scope", $"There is no {scope} of yours."));
    }

    private async Task<IResult> LimitsAsync(RiskScope scope, CancellationToken cancellationToken) => Results.Json(
        new LimitsAnswer(
            scope.ToString(), RiskLimitsDocument.Of(await settings.LimitsOfAsync(currentUser.Id, scope, cancellationToken)),
            RiskLimitsDocument.Of(await scopes.InForceAsync(currentUser.Id, scope, cancellationToken)),
            LimitsOfOperator),
        ApiJson.Responses);

    private async Task<IResult> StateAsync(CancellationToken cancellationToken, KillOutcome? outcome = null)
    {
        var limits = await settings.UserLimitsAsync(currentUser.Id, null, null, cancellationToken);
        var killSwitch = await settings.KillSwitchAsync(currentUser.Id, cancellationToken);
        var accounts = await settings.KillSwitchesAsync(currentUser.Id, cancellationToken);
        var halts = await settings.HaltsAsync(currentUser.Id, cancellationToken);
        return Results.Json(
            new RiskState(
                RiskLimitsDocument.Of(limits),
                LimitsOfOperator,
                KillSwitchState.Of(killSwitch),
                [.. accounts.Select(KillSwitchState.Of)],
                [.. halts.Select(halt => new HaltState(halt.Account.Value, halt.IsHalted, halt.Reason, halt.ChangedAt))],
                outcome?.Cancelled,
                outcome?.Flattened is { } flattened ? FlattenAllAnswer.Of(flattened, outcome.NotFlattened) : null),
            ApiJson.Responses);
    }

    private sealed record KillSwitchRequest(bool Engaged, string Reason, KillLevel? Level = null);

    private sealed record KillSwitchState(string? Account, bool Engaged, KillLevel? Level, string Reason, DateTimeOffset? ChangedAt, DateTimeOffset? ReleasableAt)
    {
        public static KillSwitchState Of(KillSwitch killSwitch) => new(
            killSwitch.Account?.Value, killSwitch.Engaged, killSwitch.Engaged ? killSwitch.Level : null, killSwitch.Reason,
            killSwitch.ChangedAt == default ? null : killSwitch.ChangedAt, killSwitch.Engaged ? killSwitch.ChangedAt + RiskSettings.LeastPause : null);
    }

    private sealed record HaltRequest(bool Halted, string Reason);

    private sealed record HaltState(string Account, bool Halted, string Reason, DateTimeOffset ChangedAt);

    /// <summary>What the operator chose, by currency.</summary>
    private sealed record OperatorLimits(IReadOnlyDictionary<string, decimal> MaxOrderValue);

    private sealed record RiskState(
        RiskLimitsDocument Limits, OperatorLimits System, KillSwitchState KillSwitch, IReadOnlyList<KillSwitchState> AccountKillSwitches, IReadOnlyList<HaltState> Halts,
        CancelAllOutcome? Cancelled, FlattenAllAnswer? Flattened);

    private sealed record LimitsAnswer(string Scope, RiskLimitsDocument Limits, RiskLimitsDocument InForce, OperatorLimits System);
}
