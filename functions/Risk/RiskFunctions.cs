using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Application.Identity;
using Trading.Application.Ledger;
using Trading.Application.Orders;
using Trading.Application.Risk;
using Trading.Domain.Accounts;
using Trading.Functions.Durable;
using Trading.Functions.Http;

namespace Trading.Functions.Risk;

/// <summary>Shows and changes what guards the current user's orders.</summary>
public sealed class RiskFunctions(
    RiskSettings settings, RiskScopes scopes, TryOrderHandler tryOrder, CancelOrdersHandler cancel, IBooks books, ICurrentUser currentUser)
{
    /// <summary>Limits in force and the kill switch.</summary>
    [Function("GetRisk")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "risk")] HttpRequest request, CancellationToken cancellationToken) =>
        await StateAsync(cancellationToken);

    /// <summary>
    /// Engages or releases the kill switch; once this has answered no order leaves. Half a minute must lie between, or the release is refused. With
    /// <c>cancelOrders</c> every order that has not ended is then cancelled too, and the answer says how many were.
    /// </summary>
    [Function("SetKillSwitch")]
    public async Task<IResult> SetKillSwitchAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "risk/kill-switch")] HttpRequest request,
        [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadJsonAsync<KillSwitchRequest>(request, cancellationToken);
        if (!body.TryGet(out var wanted, out var problem))
            return problem;
        var reason = wanted.Reason.Trim();
        if (reason.Length is 0 or > RiskSettings.MaxReasonLength)
            return Problems.Invalid("invalid-kill-switch", "reason", $"A reason of 1 to {RiskSettings.MaxReasonLength} characters is required.");
        if (wanted is { Engaged: false, CancelOrders: true })
            return Problems.Invalid("invalid-kill-switch", "cancelOrders", "cancelOrders is true and engaged is false; expected it only where the switch is engaged.");
        // Stored first: nothing leaves any more while what has left is cancelled.
        if (!(await settings.SetKillSwitchAsync(currentUser.Id, wanted.Engaged, reason, cancellationToken)).TryGet(out _, out var tooSoon))
            return TooSoon(tooSoon);
        var cancelled = wanted.CancelOrders
            ? await cancel.CancelAllAsync(currentUser.Id, account: null, $"Kill switch: {reason}", new DurableWorkflows(client), cancellationToken)
            : null;
        return await StateAsync(cancellationToken, cancelled);
    }

    /// <summary>Keeps an account from opening positions, or lets it again; what makes one smaller always passes.</summary>
    [Function("SetAccountHalt")]
    public async Task<IResult> SetHaltAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "risk/halts/{account}")] HttpRequest request, string account, CancellationToken cancellationToken)
    {
        if (!PathId.IsValid(account) || await books.FindAsync(currentUser.Id, new AccountId(account), cancellationToken) is null)
            return Problems.NotFound("account-not-found", $"There is no account '{Problems.Clip(account)}'.");
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

    /// <summary>What every check would say of an order if it were made now. Nothing is stored or sent.</summary>
    [Function("TryOrder")]
    public async Task<IResult> TryOrderAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "risk/check")] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadJsonAsync<OrderDraft>(request, cancellationToken);
        if (!body.TryGet(out var draft, out var problem))
            return problem;
        return (await tryOrder.HandleAsync(currentUser.Id, draft, cancellationToken)).Match<IResult>(
            ok: verdict => Results.Json(
                new { verdict.Passed, Checks = verdict.Findings.Select(RiskFindingView.Of) },
                ApiJson.Responses),
            refused: errors => Problems.Invalid("invalid-order", errors.ToString(), errors.ToDictionary()));
    }

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
            RiskLimitsDocument.Of(await scopes.InForceAsync(currentUser.Id, scope, cancellationToken))),
        ApiJson.Responses);

    private async Task<IResult> StateAsync(CancellationToken cancellationToken, CancelAllOutcome? cancelled = null)
    {
        var limits = await settings.LimitsAsync(currentUser.Id, null, null, cancellationToken);
        var killSwitch = await settings.KillSwitchAsync(currentUser.Id, cancellationToken);
        var halts = await settings.HaltsAsync(currentUser.Id, cancellationToken);
        return Results.Json(
            new RiskState(
                RiskLimitsDocument.Of(limits),
                new KillSwitchState(
                    killSwitch.Engaged, killSwitch.Reason, killSwitch.ChangedAt == default ? null : killSwitch.ChangedAt,
                    killSwitch.Engaged ? killSwitch.ChangedAt + RiskSettings.LeastPause : null),
                [.. halts.Select(halt => new HaltState(halt.Account.Value, halt.IsHalted, halt.Reason, halt.ChangedAt))],
                cancelled),
            ApiJson.Responses);
    }

    private sealed record KillSwitchRequest(bool Engaged, string Reason, bool CancelOrders = false);

    private sealed record KillSwitchState(bool Engaged, string Reason, DateTimeOffset? ChangedAt, DateTimeOffset? ReleasableAt);

    private sealed record HaltRequest(bool Halted, string Reason);

    private sealed record HaltState(string Account, bool Halted, string Reason, DateTimeOffset ChangedAt);

    private sealed record RiskState(RiskLimitsDocument Limits, KillSwitchState KillSwitch, IReadOnlyList<HaltState> Halts, CancelAllOutcome? Cancelled);

    private sealed record LimitsAnswer(string Scope, RiskLimitsDocument Limits, RiskLimitsDocument InForce);
}
