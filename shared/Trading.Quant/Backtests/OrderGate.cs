using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Risk;
using Trading.Domain.Values;

namespace Trading.Quant.Backtests;

/// <summary>
/// Judges the orders of a run by <see cref="RiskRules.All"/>. There is no clock but the market's: what live trading counts on the clock, duplicates and
/// orders a minute, is counted on the closes of the bars here.
/// </summary>
internal sealed class OrderGate
{
    private readonly RiskLimits limits;
    private readonly Interval interval;
    private readonly TradingCalendar calendar;
    private readonly TimeSpan pace;
    private readonly List<RecentOrder> recent = [];
    private readonly List<ClosedTrade> closed = [];
    private readonly List<int> closedBy = [];
    private readonly SortedDictionary<string, int> byCheck = new(StringComparer.Ordinal);
    private readonly int[] byProtection;
    private DateOnly today;
    private double equityBefore;

    /// <param name="limits">What orders must keep.</param>
    /// <param name="interval">Interval of the bars.</param>
    /// <param name="market">Where they are traded.</param>
    public OrderGate(RiskLimits limits, Interval interval, Market market)
    {
        (this.limits, this.interval) = (limits, interval);
        calendar = TradingCalendar.For(market);
        pace = TimeSpan.FromSeconds(Math.Max(limits.DuplicateWindowSeconds ?? 0, limits.MaxOrdersPerMinute is null ? 0 : 60));
        byProtection = new int[limits.Protections.Count];
    }

    public DeniedOrders Denied => new(byCheck, byProtection);

    /// <summary>True when closed trades have a say.</summary>
    public bool NeedsTrades => limits.TradesReach is not null;

    /// <summary>A bar begins.</summary>
    /// <param name="time">Its time, UTC ticks.</param>
    /// <param name="equity">Equity at the close before it.</param>
    public void Begin(long time, double equity)
    {
        var day = BarTimes.DayOf(new DateTimeOffset(time, TimeSpan.Zero), interval, calendar);
        if (day != today)
            (today, equityBefore) = (day, equity);
    }

    /// <summary>A fill closed a position, or a part of one.</summary>
    /// <param name="trade">What it came to.</param>
    /// <param name="order">Number of its order, whose fills are one trade; 0 for none.</param>
    public void Closed(ClosedTrade trade, int order)
    {
        if (order != 0 && closedBy.LastIndexOf(order) is >= 0 and var known)
        {
            trade = trade.With(closed[known]);
            closed.RemoveAt(known);
            closedBy.RemoveAt(known);
        }

        closed.Add(trade);
        closedBy.Add(order);
    }

    /// <summary>Whether an order may be given, at the close of a bar.</summary>
    /// <param name="order">The order.</param>
    /// <param name="account">The account, without the profit of the day.</param>
    /// <param name="time">Time of the newest bar, UTC ticks.</param>
    /// <param name="bars">Bars of the order's instrument.</param>
    /// <param name="bar">Position of the newest that has closed; -1 before the first.</param>
    /// <param name="segment">Where the instrument is listed.</param>
    public bool Allows(RiskOrder order, RiskAccount account, long time, BarSeries bars, int bar, Segment? segment)
    {
        var at = BarTimes.EndOf(new DateTimeOffset(time, TimeSpan.Zero), interval, calendar);
        recent.RemoveAll(other => at - other.At >= pace);
        var context = new RiskContext(
            order, limits, KillSwitch.Released, null, account with { DayProfit = account.Equity - ToMoney(equityBefore) },
            new RiskMarket(at, order.ReferencePrice, order.LimitPrice is null ? null : PreviousClose(bars, bar), RiskMarket.SegmentOf(calendar.Market, segment)),
            recent, at)
        {
            Closed = Within(at),
        };
        var verdict = RiskRules.Judge(RiskRules.All, context);
        if (verdict.Denial is not { } denial)
        {
            if (pace > TimeSpan.Zero)
                recent.Add(new RecentOrder(order.Instrument, order.Side, order.Size, at));
            return true;
        }

        byCheck[denial.Check] = byCheck.GetValueOrDefault(denial.Check) + 1;
        for (var i = 0; i < byProtection.Length; i++)
        {
            if (RiskRules.OfProtection(limits.Protections[i], context).Outcome is RiskOutcome.Deny)
                byProtection[i]++;
        }

        return false;
    }

    /// <summary>An estimated amount as the checks see it, to the nearest that the books keep.</summary>
    public static Money ToMoney(double amount) => Money.Rounded(decimal.CreateSaturating(amount));

    private List<ClosedTrade> Within(DateTimeOffset at)
    {
        var first = closed.Count;
        while (first > 0 && closed.Count - first < Protection.MostTrades && at - closed[first - 1].ClosedAt <= limits.TradesReach)
            first--;
        return closed.GetRange(first, closed.Count - first);
    }

    private Price? PreviousClose(BarSeries bars, int bar)
    {
        while (bar >= 0 && BarTimes.DayOf(new DateTimeOffset(bars.Times[bar], TimeSpan.Zero), interval, calendar) >= today)
            bar--;
        return bar >= 0 ? Price.FromMarket(bars.Close[bar]) : null;
    }
}
