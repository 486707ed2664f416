using Microsoft.Extensions.Logging;
using Trading.Application.Accounts;
using Trading.Application.Ledger;
using Trading.Application.MarketData;
using Trading.Application.Orders;
using Trading.Application.Risk;
using Trading.Domain.Exits;
using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Risk;
using Trading.Domain.Values;

namespace Trading.Application.Exits;

/// <summary>
/// Lets guards look at new bars and go on with what they have begun. Each step is stored before it is taken and is safe to repeat, so it does not matter
/// who calls: whoever stored bars, an order that has ended, or the timer that finds what the others missed.
/// </summary>
public sealed class WatchGuardsHandler(
    IGuardRepository guards, IOrderRepository orders, CancelOrderHandler cancel, IAccountRepository accounts, IBooks books, IBarStore bars, LatestPrices prices,
    RiskContextReader contexts, TimeProvider clock, ILogger<WatchGuardsHandler> logger)
{
    private const int Attempts = 10;

    /// <summary>Lets the guards over an instrument, or all, look. One that can't keeps no other one from it.</summary>
    public async Task LookAsync(InstrumentId? instrument, IOrderWorkflows workflows, CancellationToken cancellationToken)
    {
        await foreach (var key in guards.ActiveAsync(instrument, cancellationToken))
        {
            try
            {
                await LookAsync(key, workflows, cancellationToken);
            }
#pragma warning disable CA1031 // Whatever keeps one guard from looking, the others must.
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                logger.GuardFailed(failure, key.Instrument.ToString(), key.Account.Value);
            }
#pragma warning restore CA1031
        }
    }

    /// <summary>Lets a guard look.</summary>
    /// <param name="key">Which; nothing happens where there is none.</param>
    /// <param name="workflows">Where the orders' orchestrations run.</param>
    /// <param name="cancellationToken">Ends the attempt; a repeated call completes what is missing.</param>
    /// <exception cref="ConcurrentChangeException">Others changed it each time.</exception>
    public async Task LookAsync(GuardKey key, IOrderWorkflows workflows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await guards.FindAsync(key, cancellationToken) is not { Guard: { IsDone: false } before } stored)
                return;
            var after = await SeeAsync(before, cancellationToken);
            if (after.Status is GuardStatus.Exiting && before.Status is GuardStatus.Watching)
                logger.GuardReached(after.Id, after.Reached, after.ReachedPrice?.Value);
            else
                after = await NextAsync(after, workflows, cancellationToken);
            if (after == before)
                return;
            if (await guards.TrySaveAsync(stored, after, cancellationToken) && after.Status is GuardStatus.Stuck)
                logger.GuardStuck(after.Id, after.Attempts);
        }

        throw new ConcurrentChangeException($"The guard of {key.Instrument} of account {key.Account} was changed by others {Attempts} times in a row.");
    }

    private async Task<Guard> SeeAsync(Guard guard, CancellationToken cancellationToken)
    {
        if (guard.Status is not GuardStatus.Watching || await prices.SeriesAsync(guard.Instrument, cancellationToken) is not { } series || series.Last <= guard.Seen)
            return guard;
        await foreach (var piece in bars.ReadAsync(series.Key, guard.Seen.AddTicks(1), DateTimeOffset.MaxValue, cancellationToken))
        {
            for (var i = 0; i < piece.Count && guard.Status is GuardStatus.Watching; i++)
            {
                var bar = piece[i];
                guard = GuardRules.See(guard, new BarPrices<decimal>(Price.FromMarket(bar.Open).Value, Price.FromMarket(bar.High).Value, Price.FromMarket(bar.Low).Value), bar.Time);
            }
        }

        return guard;
    }

    private async Task<Guard> NextAsync(Guard guard, IOrderWorkflows workflows, CancellationToken cancellationToken)
    {
        var (isClear, isMade) = (true, false);
        if (guard.Status is GuardStatus.Exiting)
        {
            var made = guard.Exit is { } exit ? (await orders.FindAsync(new OrderKey(guard.User, guard.Account, exit), cancellationToken))?.Order : null;
            isMade = made is not null;
            if (made is not { IsSettled: false } && await DenialAsync(guard, cancellationToken) is { } denial)
            {
                if (guard.WaitsFor != denial.Check)
                    logger.GuardWaits(guard.Id, denial.Check, denial.Message);
                return guard with { WaitsFor = denial.Check };
            }

            guard = guard with { WaitsFor = null };
            isClear = await ClearAsync(guard, workflows, cancellationToken);
            if (isClear && guard.Exit is not null && !isMade)
                await MakeAsync(guard, workflows, cancellationToken);
        }

        return GuardRules.Next(guard, isClear, isMade, await UnitsAsync(guard, cancellationToken));
    }

    /// <summary>What keeps an exit from leaving now: one that was denied would be one less of those that it may try.</summary>
    private async Task<RiskFinding?> DenialAsync(Guard guard, CancellationToken cancellationToken)
    {
        var units = await UnitsAsync(guard, cancellationToken);
        if (units == 0)
            return null;
        var exit = RiskOrder.Of(ExitOf(guard, new OrderId(guard.Id), new Quantity(Math.Abs(units)), NewOrder.Simulator));
        return RiskRules.Judge(RiskRules.All, await contexts.ReadAsync(guard.User, guard.Account, exit, self: null, cancellationToken)).Denial;
    }

    private async Task<decimal> UnitsAsync(Guard guard, CancellationToken cancellationToken) =>
        (await books.FindAsync(guard.User, guard.Account, cancellationToken))?.Books.PositionIn(guard.Instrument).Units ?? 0;

    /// <summary>Cancels what else works in the instrument.</summary>
    /// <returns>True when no order in it is open or unbooked.</returns>
    private async Task<bool> ClearAsync(Guard guard, IOrderWorkflows workflows, CancellationToken cancellationToken)
    {
        List<Order> open = [];
        await foreach (var order in orders.ListAsync(guard.User, guard.Account, cancellationToken))
        {
            if (!order.IsSettled && order.Intent.Instrument == guard.Instrument)
                open.Add(order);
        }

        foreach (var order in open)
        {
            if (order.Id == guard.Exit)
            {
                await workflows.EnsureRunningAsync(OrderReference.Of(OrderKey.Of(order.Intent)), cancellationToken);
                continue;
            }

            if (!order.IsDone && order.Status is not OrderStatus.CancelPending)
                await cancel.HandleAsync(OrderKey.Of(order.Intent), $"The {guard.Reached} of the position was reached.", cancellationToken);
            await workflows.WakeOrderAsync(order.Id.Value, cancellationToken);
        }

        return open.Count == 0;
    }

    private async Task MakeAsync(Guard guard, IOrderWorkflows workflows, CancellationToken cancellationToken)
    {
        var account = await accounts.FindAsync(guard.User, guard.Account, cancellationToken)
            ?? throw new InvalidOperationException($"There is no account {guard.Account}.");
        var exit = ExitOf(guard, guard.Exit!.Value, guard.ExitSize, account.Broker);
        await orders.CreateAsync(exit, cancellationToken);
        logger.GuardExits(guard.Id, guard.ExitSize.Value, exit.Id.Value);
        await workflows.EnsureRunningAsync(OrderReference.Of(OrderKey.Of(exit)), cancellationToken);
    }
    private NewOrder ExitOf(Guard guard, OrderId id, Quantity size, string broker) => new(
        id, guard.User, guard.Account, guard.Instrument, guard.Side is Side.Buy ? Side.Sell : Side.Buy,
        new OrderSize.Units(size), OrderEffect.Reducing, guard.ReachedPrice!.Value, Signal: null, Deployment: null, clock.GetUtcNow())
    {
        Broker = broker,
        Segment = guard.Segment,
        Tag = guard.Reached,
    };
}
