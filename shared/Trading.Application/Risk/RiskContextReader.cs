using System.Runtime.CompilerServices;
using Trading.Application.Exits;
using Trading.Application.Ledger;
using Trading.Application.MarketData;
using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.PaperTrading;
using Trading.Domain.Risk;
using Trading.Domain.Values;

namespace Trading.Application.Risk;

/// <summary>
/// Gathers what the checks look at. Prices are those that the account's deployment saw, so a replay never peeks ahead, and the newest stored ones of other accounts; earlier orders, entries of
/// the day and bars are read only where a limit in force asks for them, each from one partition.
/// </summary>
public sealed class RiskContextReader(
    RiskSettings settings, IBooks books, IOrderRepository orders, IDeploymentRepository deployments, IFlatteningRepository flattenings, IBarStore bars, LatestPrices prices, TimeProvider clock)
{
    private const int EntriesPage = 100;

    // The longest pause of the markets known, Korea's autumn holidays, lasted ten days.
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(14);

    /// <summary>What the checks look at for an order of an account.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="account">Account that pays and receives.</param>
    /// <param name="order">The order to judge.</param>
    /// <param name="self">Its id where it is stored, so that it isn't counted as an earlier one; null otherwise.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<RiskContext> ReadAsync(UserId user, AccountId account, RiskOrder order, OrderId? self, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var deployment = (await deployments.FindAsync(user, new DeploymentId(account.Value), cancellationToken))?.Deployment;
        var limits = await settings.LimitsAsync(user, account, deployment?.StrategyId, order.Instrument.Market.Currency, cancellationToken);
        var killSwitch = await settings.KillSwitchOverAsync(user, account, cancellationToken);
        var halt = await settings.HaltAsync(user, account, cancellationToken);
        var held = (await books.FindAsync(user, account, cancellationToken))?.Books ?? AccountBooks.Empty(account, order.Instrument.Market.Currency);

        var now = clock.GetUtcNow();
        var source = await SourceAsync(deployment, order, held, cancellationToken);
        var last = deployment is null ? source.Last : deployment.LastClose ?? order.ReferencePrice;
        var at = deployment is { Replay: not null, Cursor: { } cursor } ? BarTimes.EndOf(cursor, deployment.Strategy.Interval, source.Calendar) : now;
        var needsDay = limits.MaxDailyLoss is not null || limits.MaxDailyLossShare is not null;
        var needsClose = needsDay || order.LimitPrice is not null;
        var previousClose = needsClose ? await PreviousCloseAsync(source, at, cancellationToken) : null;
        var profit = needsDay ? await DayProfitAsync(user, held, source, order.Instrument, last, previousClose, at, cancellationToken) : null;
        return new RiskContext(
            order, limits, killSwitch, halt, AccountAt(held, order.Instrument, last, source.Others, profit),
            new RiskMarket(at, last, previousClose, RiskMarket.SegmentOf(order.Instrument.Market, order.Segment ?? deployment?.Strategy.Segment)),
            await RecentAsync(user, account, limits, self, now, cancellationToken), now)
        {
            IsFlattening = await flattenings.FindAsync(user, account, cancellationToken) is { Flattening.IsDone: false },
            Closed = limits.TradesReach is { } reach ? await ClosedAsync(user, held, order.Instrument.Market.Currency, at - reach, cancellationToken) : [],
        };
    }

    /// <summary>Where prices come from: the bars that a deployment sees, or the newest that are stored.</summary>
    private async Task<PriceSource> SourceAsync(Deployment? deployment, RiskOrder order, AccountBooks held, CancellationToken cancellationToken)
    {
        var none = new Dictionary<InstrumentId, LatestPrice>();
        if (deployment is { Strategy: var strategy })
            return new PriceSource(new BarKey(strategy.Instrument, strategy.Interval), order.ReferencePrice, null, none);
        var known = await prices.ReadAsync(held.Positions.Values.Select(position => position.Instrument).Append(order.Instrument), cancellationToken);
        var last = known.GetValueOrDefault(order.Instrument);
        return new PriceSource(last?.Series ?? new BarKey(order.Instrument, Interval.OneDay), last?.Price ?? order.ReferencePrice, last?.BarTime, known);
    }

    private static RiskAccount AccountAt(
        AccountBooks held, InstrumentId instrument, Price last, IReadOnlyDictionary<InstrumentId, LatestPrice> others, Money? profit)
    {
        Price? PriceOf(InstrumentId other) => other == instrument ? last : others.GetValueOrDefault(other)?.Price;
        Money ValueOf(Position position) => new(Math.Abs((PriceOf(position.Instrument) is { } price ? position.ValueAt(price) : position.Cost).Value));
        var currency = instrument.Market.Currency;
        return new RiskAccount(
            held.EquityIn(currency, PriceOf), ValueOf(held.PositionIn(instrument)),
            new Money(held.Positions.Values.Where(position => position.Instrument.Market.Currency == currency).Sum(position => ValueOf(position).Value)), profit);
    }

    private static DateOnly DayOf(DateTimeOffset bar, PriceSource source) => BarTimes.DayOf(bar, source.Series.Interval, source.Calendar);

    private async Task<Price?> PreviousCloseAsync(PriceSource source, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var today = source.Calendar.DateOf(at);
        // The newest bar that is stored may be older than the longest pause: it is still the last that is known.
        var end = source.NewestBar is { } newest && newest < at ? newest.AddTicks(1) : at;
        var known = await bars.LoadAsync(source.Series, end - LongestPause, end, cancellationToken);
        for (var i = known.Count - 1; i >= 0; i--)
        {
            if (DayOf(known[i].Time, source) < today)
                return Price.FromMarket(known[i].Close);
        }

        return null;
    }

    /// <summary>
    /// What cash in the instrument's currency gained today besides deposits, withdrawals and conversions, and what positions in it gained over what they were worth at the close
    /// before. Null when such a close, or a last price, is not known.
    /// </summary>
    private async Task<Money?> DayProfitAsync(
        UserId user, AccountBooks held, PriceSource source, InstrumentId instrument, Price last, Price? previousClose, DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        var (today, line) = (source.Calendar.DateOf(at), held.OnLines(instrument.Market.Currency));
        var gained = Money.Zero;
        var before = held.Positions.Values.Where(position => position.Instrument.Market == instrument.Market).ToDictionary(position => position.Instrument, position => position.Units);
        await foreach (var entry in NewestFirstAsync(user, held, cancellationToken))
        {
            if (!IsOf(entry, today, source))
                break;
            gained += entry.Of(LedgerAccount.Cash, line) + entry.Of(LedgerAccount.Deposits, line) + entry.Of(LedgerAccount.Exchange, line);
            foreach (var posting in entry.Postings.Where(posting => posting.Currency == line))
            {
                if (posting.Instrument is { } traded)
                    before[traded] = before.GetValueOrDefault(traded) - posting.Units;
            }
        }

        foreach (var (one, unitsBefore) in before)
        {
            var units = held.PositionIn(one).Units;
            if (units == 0 && unitsBefore == 0)
                continue;
            var (price, close) = one == instrument ? (last, previousClose) : await PricesOfAsync(one, source, unitsBefore != 0, at, cancellationToken);
            if (price is null || (unitsBefore != 0 && close is null))
                return null;
            gained += Money.Rounded((units * price.Value.Value) - (unitsBefore * (close?.Value ?? 0)));
        }

        return gained;
    }

    /// <summary>The last price of another instrument of the same market and, where it is asked for, its close before today; null where it is not known.</summary>
    private async Task<(Price? Last, Price? Close)> PricesOfAsync(
        InstrumentId other, PriceSource source, bool needsClose, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // What was sold off today is not among the positions.
        if ((source.Others.GetValueOrDefault(other) ?? await prices.FindAsync(other, cancellationToken)) is not { } known)
            return default;
        var own = source with { Series = known.Series, Last = known.Price, NewestBar = known.BarTime };
        return (known.Price, needsClose ? await PreviousCloseAsync(own, at, cancellationToken) : null);
    }

    private static bool IsOf(LedgerEntry entry, DateOnly today, PriceSource source) =>
        entry.Kind == Bookkeeping.DepositKind || DayOf(entry.At, source) >= today;

    /// <summary>Trades of a currency closed at a time or later, oldest first; of more than are looked at the newest.</summary>
    private async Task<IReadOnlyList<ClosedTrade>> ClosedAsync(UserId user, AccountBooks held, string currency, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var trades = new ClosedTrades(held, currency);
        await foreach (var entry in NewestFirstAsync(user, held, cancellationToken))
        {
            if (trades.Count == Protection.MostTrades || (entry.Kind == Bookkeeping.TradeKind && entry.At < since))
                break;
            trades.Undo(entry);
        }

        return trades.OldestFirst;
    }

    private async IAsyncEnumerable<LedgerEntry> NewestFirstAsync(
        UserId user, AccountBooks held, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var end = held.Version; end > 0;)
        {
            var start = Math.Max(0, end - EntriesPage);
            foreach (var numbered in (await books.EntriesAsync(user, held.Account, start, end - start, cancellationToken)).Reverse())
                yield return numbered.Entry;
            end = start;
        }
    }

    private async Task<IReadOnlyList<RecentOrder>> RecentAsync(
        UserId user, AccountId account, RiskLimits limits, OrderId? self, DateTimeOffset now, CancellationToken cancellationToken)
    {
        int?[] windows = [limits.DuplicateWindowSeconds, limits.MaxOrdersPerMinute is null ? null : 60];
        if (windows.Max() is not { } seconds)
            return [];
        // What was denied never left and doesn't count.
        return await orders.RecentAsync(user, account, now - TimeSpan.FromSeconds(seconds), self, cancellationToken);
    }

    /// <summary>Where prices come from.</summary>
    /// <param name="Series">Bars of the order's instrument.</param>
    /// <param name="Last">The instrument's last price.</param>
    /// <param name="NewestBar">Time of the newest bar that is stored; null where time is the deployment's.</param>
    /// <param name="Others">Last prices of what else the account holds.</param>
    private sealed record PriceSource(BarKey Series, Price Last, DateTimeOffset? NewestBar, IReadOnlyDictionary<InstrumentId, LatestPrice> Others)
    {
        public TradingCalendar Calendar => TradingCalendar.For(Series.Instrument.Market);
    }
}
