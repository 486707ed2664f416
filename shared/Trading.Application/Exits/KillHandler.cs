using Trading.Application.Orders;
using Trading.Application.Risk;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Exits;
using Trading.Domain.Risk;

namespace Trading.Application.Exits;

/// <summary>
/// Presses and releases kill switches and does what their level asks for, in the order of what is needed first: the switch is stored, so that nothing leaves
/// any more; what has left is cancelled, without any orchestration; then positions are closed.
/// </summary>
public sealed class KillHandler(RiskSettings settings, CancelOrdersHandler cancel, StartFlatteningHandler flatten, TimeProvider clock)
{
    /// <summary>Sets a kill switch.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="account">Of which account; null for all of the user.</param>
    /// <param name="level">How much is to stop; null to release.</param>
    /// <param name="reason">Why, 1 to <see cref="RiskSettings.MaxReasonLength"/> characters.</param>
    /// <param name="workflows">Where orchestrations run.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Refused when it is released within <see cref="RiskSettings.LeastPause"/> after it was last engaged.</returns>
    public async Task<Result<KillOutcome, ResumeTooSoon>> HandleAsync(
        UserId user, AccountId? account, KillLevel? level, string reason, IFlatteningWorkflows workflows, CancellationToken cancellationToken)
    {
        if (!(await settings.SetKillSwitchAsync(user, account, level, reason, cancellationToken)).TryGet(out _, out var tooSoon))
            return tooSoon;
        if (level is null or KillLevel.NoNewOrders)
            return new KillOutcome(null, null, []);
        var why = $"Kill switch: {reason}";
        var cancelled = await cancel.CancelAllAsync(user, account, why, workflows, cancellationToken);
        if (level is KillLevel.CancelAll)
            return new KillOutcome(cancelled, null, []);
        var wish = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        if (account is not { } one)
        {
            var (flattened, failed) = await flatten.AllAsync(user, wish, why, workflows, cancellationToken);
            return new KillOutcome(cancelled, flattened, failed);
        }

        // What replays past bars has nothing to close: its orders are cancelled, and that is all.
        var flattening = await flatten.HandleAsync(user, one, wish, why, workflows, cancellationToken);
        IReadOnlyList<Flattening> started = flattening is null ? [] : [flattening];
        return new KillOutcome(cancelled, started, []);
    }
}
