using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Trading.Application.Identity;
using Trading.Application.Risk;
using Trading.Domain.Risk;
using Trading.Functions.Http;

namespace Trading.Functions.Risk;

/// <summary>Shows and changes what guards the current user's orders.</summary>
public sealed class RiskFunctions(RiskSettings settings, RiskScopes scopes, TryOrderHandler tryOrder, ICurrentUser currentUser)
{
    /// <summary>Limits in force and the kill switch.</summary>
    [Function("GetRisk")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "risk")] HttpRequest request, CancellationToken cancellationToken) =>
        await StateAsync(cancellationToken);

    /// <summary>Engages or releases the kill switch; once this has answered no order leaves.</summary>
    [Function("SetKillSwitch")]
    public async Task<IResult> SetKillSwitchAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "risk/kill-switch")] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadJsonAsync<KillSwitchRequest>(request, cancellationToken);
        if (!body.TryGet(out var wanted, out var problem))
            return problem;
        var reason = wanted.Reason.Trim();
        if (reason.Length is 0 or > RiskSettings.MaxReasonLength)
            return Problems.Invalid("invalid-kill-switch", "reason", $"A reason of 1 to {RiskSettings.MaxReasonLength} characters is required.");
        await settings.SetKillSwitchAsync(currentUser.Id, wanted.Engaged, reason, cancellationToken);
        return await StateAsync(cancellationToken);
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
                new { verdict.Passed, Checks = verdict.Findings.Select(found => new CheckAnswer(found.Check, found.Outcome, found.Limit, found.Value, found.Message)) },
                ApiJson.Responses),
            refused: errors => Problems.Invalid("invalid-order", errors.ToString(), errors.ToDictionary()));
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

    private async Task<IResult> StateAsync(CancellationToken cancellationToken)
    {
        var limits = await settings.LimitsAsync(currentUser.Id, null, null, cancellationToken);
        var killSwitch = await settings.KillSwitchAsync(currentUser.Id, cancellationToken);
        return Results.Json(
            new RiskState(
                RiskLimitsDocument.Of(limits),
                new KillSwitchState(killSwitch.Engaged, killSwitch.Reason, killSwitch.ChangedAt == default ? null : killSwitch.ChangedAt)),
            ApiJson.Responses);
    }

    private sealed record KillSwitchRequest(bool Engaged, string Reason);

    private sealed record KillSwitchState(bool Engaged, string Reason, DateTimeOffset? ChangedAt);

    private sealed record RiskState(RiskLimitsDocument Limits, KillSwitchState KillSwitch);

    private sealed record LimitsAnswer(string Scope, RiskLimitsDocument Limits, RiskLimitsDocument InForce);

    private sealed record CheckAnswer(string Check, RiskOutcome Verdict, string Limit, string Value, string Message);
}
