using Microsoft.Extensions.Logging;
using Trading.Application.Accounts;
using Trading.Application.Ledger;
using Trading.Application.MarketData;
using Trading.Application.Orders;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Exits;
using Trading.Domain.Markets;
using Trading.Domain.Orders;

namespace Trading.Application.Exits;

/// <summary>Shows, sets and removes the guards of positions.</summary>
public sealed class GuardHandler(
    IGuardRepository guards, IOrderRepository orders, IAccountRepository accounts, IBooks books, LatestPrices prices, TimeProvider clock, ILogger<GuardHandler> logger)
{
    private const int Attempts = 10;

    /// <summary>The guard, done or not; null when there is none.</summary>
    public async Task<GuardView?> FindAsync(GuardKey key, CancellationToken cancellationToken) =>
        await guards.FindAsync(key, cancellationToken) is { Guard: var guard } ? GuardView.Of(guard) : null;

    /// <summary>Sets a guard over a position, in place of the one that there is.</summary>
    /// <param name="key">Which position.</param>
    /// <param name="draft">As sent.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The guard; or all that is wrong with the request; null when the user has no such account.</returns>
    /// <exception cref="ConcurrentChangeException">Others changed it each time.</exception>
    public async Task<Result<GuardView, OrderFaults>?> SetAsync(GuardKey key, GuardDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (await accounts.FindAsync(key.User, key.Account, cancellationToken) is not { } account)
            return null;
        if (account.Kind is AccountKind.Deployment)
            return Fault("account", "account-of-deployment", $"account is '{key.Account}', which its strategy trades alone; expected another account.");
        List<OrderFault> faults = [];
        if (RequestedSegment.Read(key.Instrument.Market, draft.Segment, faults) is not { } segment)
            return new OrderFaults(faults);
        if ((await books.FindAsync(key.User, key.Account, cancellationToken))?.Books.PositionIn(key.Instrument) is not { Units: not 0, AverageCost: { } cost } held)
            return Fault("instrument", "no-position", $"The account holds no {key.Instrument}; expected a position to guard.");
        if (await prices.FindAsync(key.Instrument, cancellationToken) is not { } last)
            return Fault("instrument", "symbol-without-price", $"No bars of {key.Instrument} are stored, so there is no price to watch; import them first.");

        var side = held.Units > 0 ? Side.Buy : Side.Sell;
        var at = clock.GetUtcNow();
        faults.AddRange(ExitPlanRules.Check(draft.Plan, side, last.Price, segment, at, path: ""));
        if (faults.Count > 0)
            return new OrderFaults(faults);
        var guard = GuardRules.Set(
            $"guard-{Guid.CreateVersion7(at):N}", new GuardedPosition(key.User, key.Account, key.Instrument, segment), side, draft.Plan, cost, last.Price, last.BarTime, at);
        // A rate counts from what the position cost: its price may be on the other side of the last one by now.
        if (guard.StopLoss is { } stop && (side is Side.Buy ? stop.Value >= last.Price.Value : stop.Value <= last.Price.Value))
            return Fault("stopLoss", "stop-loss-on-wrong-side", $"stopLoss would stand at {stop}, which the last price {last.Price} has passed.");
        if (guard.Target is { } target && (side is Side.Buy ? target.Value <= last.Price.Value : target.Value >= last.Price.Value))
            return Fault("target", "target-on-wrong-side", $"target would stand at {target}, which the last price {last.Price} has passed.");
        await SaveAsync(guard, _ => true, cancellationToken);
        return GuardView.Of(guard);
    }

    /// <summary>Removes a guard. An exit that it has made goes its way.</summary>
    /// <returns>It as it was; null when there was none.</returns>
    /// <exception cref="ConcurrentChangeException">Others changed it each time.</exception>
    public async Task<GuardView?> RemoveAsync(GuardKey key, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await guards.FindAsync(key, cancellationToken) is not { } stored)
                return null;
            if (await guards.TryRemoveAsync(stored, cancellationToken))
                return GuardView.Of(stored.Guard);
        }

        throw Busy(key);
    }

    /// <summary>
    /// Sets a guard in place of an exit that did not get to its broker, because the kill switch denied it say: a position that was to be protected is not
    /// left alone. One that is guarded already stays as it is.
    /// </summary>
    /// <param name="exit">An exit of a bracket; any other order, and one that was not denied or rejected, changes nothing.</param>
    /// <param name="cancellationToken">Ends the attempt; a repeated call completes what is missing.</param>
    /// <exception cref="ConcurrentChangeException">Others changed it each time.</exception>
    public async Task TakeOverAsync(Order exit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(exit);
        if (exit is not { Status: OrderStatus.RiskDenied or OrderStatus.Rejected, Intent: { Entry: { } entryId, Group: { } group } intent } ||
            await orders.FindAsync(OrderKey.Of(intent) with { Id = entryId }, cancellationToken) is not { Order: { Intent.Bracket: { } plan, Executions: { IsEmpty: false } fills } } ||
            (await books.FindAsync(intent.User, intent.Account, cancellationToken))?.Books.PositionIn(intent.Instrument).Units is not { } units ||
            units * (intent.Side is Side.Sell ? 1 : -1) <= 0)
            return;
        var position = new GuardedPosition(intent.User, intent.Account, intent.Instrument, intent.Segment ?? SegmentRules.SegmentsOf(intent.Instrument.Market)[0]);
        var guard = GuardRules.Set(
            $"guard-{group}", position, intent.Side is Side.Sell ? Side.Buy : Side.Sell, plan, intent.ReferencePrice, intent.ReferencePrice, fills.Max(fill => fill.At), clock.GetUtcNow());
        await SaveAsync(guard, known => known.IsDone && known.Id != guard.Id, cancellationToken);
    }

    private static OrderFaults Fault(string field, string code, string message) => new([new OrderFault(field, code, message)]);

    private static ConcurrentChangeException Busy(GuardKey key) =>
        new($"The guard of {key.Instrument} of account {key.Account} was changed by others {Attempts} times in a row.");

    private async Task SaveAsync(Guard guard, Func<Guard, bool> mayReplace, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await guards.FindAsync(GuardKey.Of(guard), cancellationToken);
            if (stored is not null && !mayReplace(stored.Guard))
                return;
            if (await guards.TrySaveAsync(stored, guard, cancellationToken))
            {
                logger.GuardSet(guard.Id, guard.Instrument.ToString(), guard.Account.Value);
                return;
            }
        }

        throw Busy(GuardKey.Of(guard));
    }
}
