using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Application.Identity;
using Trading.Application.Ledger;
using Trading.Application.Orders;
using Trading.Application.Risk;
using Trading.Domain.Accounts;
using Trading.Domain.Values;
using Trading.Functions.Durable;
using Trading.Functions.Http;

namespace Trading.Functions.Risk;

/// <summary>Shows and changes what guards the current user's orders.</summary>
public sealed class RiskFunctions(RiskSettings settings, CancelOrdersHandler cancel, IBooks books, ICurrentUser currentUser)
{
    private const decimal MaxLimit = 1_000_000_000_000_000m;

    /// <summary>Limits in force and the kill switch.</summary>
    [Function("GetRisk")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "risk")] HttpRequest request, CancellationToken cancellationToken) =>
        await StateAsync(cancellationToken);

    /// <summary>
    /// Engages or releases the kill switch; once this has answered no order leaves. With <c>cancelOrders</c> every order that has not ended is then
    /// cancelled too, and the answer says how many were.
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
        await settings.SetKillSwitchAsync(currentUser.Id, wanted.Engaged, reason, cancellationToken);
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
        await settings.SetHaltAsync(currentUser.Id, new AccountId(account), wanted.Halted, reason, cancellationToken);
        return await StateAsync(cancellationToken);
    }

    /// <summary>Sets the user's own limits; the answer shows those in force.</summary>
    [Function("SetRiskLimits")]
    public async Task<IResult> SetLimitsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "risk/limits")] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadJsonAsync<RiskLimitsRequest>(request, cancellationToken);
        if (!body.TryGet(out var wanted, out var problem))
            return problem;
        if (wanted.MaxOrderValue is <= 0 or > MaxLimit)
            return Problems.Invalid("invalid-limits", "maxOrderValue", $"{wanted.MaxOrderValue} is no limit; expected more than 0 and at most {MaxLimit}.");
        await settings.SetMaxOrderValueAsync(currentUser.Id, new Money(wanted.MaxOrderValue), cancellationToken);
        return await StateAsync(cancellationToken);
    }

    private async Task<IResult> StateAsync(CancellationToken cancellationToken, CancelAllOutcome? cancelled = null)
    {
        var limits = await settings.LimitsAsync(currentUser.Id, cancellationToken);
        var killSwitch = await settings.KillSwitchAsync(currentUser.Id, cancellationToken);
        var halts = await settings.HaltsAsync(currentUser.Id, cancellationToken);
        return Results.Json(
            new RiskState(
                new RiskLimitsRequest(limits.MaxOrderValue.Value),
                new KillSwitchState(killSwitch.Engaged, killSwitch.Reason, killSwitch.ChangedAt == default ? null : killSwitch.ChangedAt),
                [.. halts.Select(halt => new HaltState(halt.Account.Value, halt.IsHalted, halt.Reason, halt.ChangedAt))],
                cancelled),
            ApiJson.Responses);
    }

    private sealed record KillSwitchRequest(bool Engaged, string Reason, bool CancelOrders = false);

    private sealed record RiskLimitsRequest(decimal MaxOrderValue);

    private sealed record KillSwitchState(bool Engaged, string Reason, DateTimeOffset? ChangedAt);

    private sealed record HaltRequest(bool Halted, string Reason);

    private sealed record HaltState(string Account, bool Halted, string Reason, DateTimeOffset ChangedAt);

    private sealed record RiskState(RiskLimitsRequest Limits, KillSwitchState KillSwitch, IReadOnlyList<HaltState> Halts, CancelAllOutcome? Cancelled);
}
