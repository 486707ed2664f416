using Trading.Application.Backtests;
using Trading.Application.PaperTrading;
using Trading.Domain.MarketData;
using Trading.Domain.Orders;
using Trading.Domain.Signals;
using Trading.Quant.Backtests;

namespace Trading.Application.Simulations;

/// <summary>
/// Holds a simulation against a back-test of the same strategy over the same bars, signal by signal and fill by fill. The back-test comes to its trades by
/// an engine of its own, so that agreement is no matter of course. Pure.
/// </summary>
internal static class Parity
{
    // Books keep eight decimals; what differs by less than this fraction is the same number.
    private const double Equal = 1e-9;
    private const double LastDecimals = 1e-6;

    /// <summary>The certificate.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="bars">All bars of its range that are stored.</param>
    /// <param name="signals">Signals that it raised.</param>
    /// <param name="orders">Orders that came of them.</param>
    /// <param name="run">What it came to.</param>
    /// <param name="expected">What a back-test over the bars comes to.</param>
    public static ParityCertificate Of(
        Deployment simulation, BarSeries bars, IEnumerable<Signal> signals, IEnumerable<Order> orders, BacktestRun run, BacktestRun expected)
    {
        var raised = signals.ToDictionary(signal => (signal.BarTime.UtcTicks, signal.Side));
        var byId = orders.ToDictionary(order => order.Id);
        var acts = ActsOf(simulation, bars, expected).ToDictionary(act => (act.SignalTime, act.Side));
        var hasOtherBars = simulation.Cursor is { } cursor && bars.IndexAtOrAfter(cursor.AddTicks(1)) != simulation.Bars;
        List<ParityDifference> differences = [];
        var (matched, equal) = (0, 0);
        foreach (var key in acts.Keys.Union(raised.Keys).Order())
        {
            var before = differences.Count;
            if (!acts.TryGetValue(key, out var act) || !raised.TryGetValue(key, out var signal))
            {
                var cause = key.Item1 > (simulation.Cursor?.UtcTicks ?? 0) ? ParityCause.Stopped
                    : differences.Count > 0 ? ParityCause.FollowsEarlier
                    : hasOtherBars ? ParityCause.BarsChanged
                    : ParityCause.Unexplained;
                differences.Add(new ParityDifference(new DateTime(key.Item1, DateTimeKind.Utc), key.Item2, "signal", act is null ? null : 1, act is null ? 1 : null, cause, null, null));
                continue;
            }

            matched++;
            if (act.Fill is not { } fill)
                continue;
            differences.AddRange(Compare(act, fill, byId.GetValueOrDefault(signal.OrderId), simulation, differences.Count > 0, hasOtherBars));
            equal += differences.Count == before ? 1 : 0;
        }

        return new ParityCertificate(
            acts.Count, raised.Count, matched, acts.Values.Count(act => act.Fill is not null), equal, expected.Result.FinalEquity, run.Result.FinalEquity, differences);
    }

    /// <summary>What the back-test did: a fill at a bar comes of the bar before it; at the last bar a signal may be known that no bar is left to trade.</summary>
    private static IEnumerable<Act> ActsOf(Deployment simulation, BarSeries bars, BacktestRun expected)
    {
        foreach (var trade in expected.Trades)
        {
            yield return new Act(Before(bars, trade.EntryTime), Side.Buy, new ActFill(trade.EntryTime, trade.EntryPrice, trade.Quantity, trade.EntryFee));
            if (trade.ExitTime is { } exit)
                yield return new Act(Before(bars, exit), Side.Sell, new ActFill(exit, trade.ExitPrice, trade.Quantity, trade.ExitFee));
        }

        var detector = SignalDetector.Create(simulation.Strategy.Rules, simulation.Strategy.Interval);
        var last = StrategySignals.None;
        for (var i = 0; i < bars.Count; i++)
            last = detector.Next(bars[i]);
        if (SignalDetector.Act(last, expected.Result.HasOpenPosition) is not StrategySignals.None and var act)
            yield return new Act(bars[^1].Time.UtcTicks, act is StrategySignals.Entry ? Side.Buy : Side.Sell, null);
    }

    private static long Before(BarSeries bars, long time) =>
        bars[bars.IndexAtOrAfter(new DateTimeOffset(time, TimeSpan.Zero)) - 1].Time.UtcTicks;

    private static IEnumerable<ParityDifference> Compare(Act act, ActFill fill, Order? order, Deployment simulation, bool hasEarlier, bool hasOtherBars)
    {
        if (order is null || order.Executions.IsEmpty)
        {
            yield return Difference("fill", fill.Quantity, null, CauseOf(order, simulation));
            yield break;
        }

        var (quantity, price) = ((double)order.Filled.Value, (double)order.AveragePrice!.Value.Value);
        var fee = (double)(order.Commission + order.Tax).Value;
        if (order.Executions[0].At.UtcTicks != fill.Time || !IsClose(price, fill.Price, Equal))
            yield return Difference("price", fill.Price, price, IsClose(price, fill.Price, LastDecimals) ? ParityCause.Rounding : hasOtherBars ? ParityCause.BarsChanged : ParityCause.Unexplained);
        if (!IsClose(quantity, fill.Quantity, Equal))
        {
            var isUnit = simulation.Strategy.Rules.Sizing.WholeUnits && Math.Abs(quantity - fill.Quantity) <= 1;
            yield return Difference(
                "quantity", fill.Quantity, quantity,
                order.Ordered is { } ordered && order.Filled < ordered ? ParityCause.PartialFill
                    : hasEarlier ? ParityCause.FollowsEarlier
                    : isUnit || IsClose(quantity, fill.Quantity, LastDecimals) ? ParityCause.Rounding
                    : hasOtherBars ? ParityCause.BarsChanged
                    : ParityCause.Unexplained);
        }
        else if (!IsClose(fee, fill.Fee, Equal))
            yield return Difference("fee", fill.Fee, fee, IsClose(fee, fill.Fee, LastDecimals) ? ParityCause.Rounding : ParityCause.Unexplained);

        ParityDifference Difference(string what, double? expected, double? found, ParityCause cause) => new(
            new DateTime(act.SignalTime, DateTimeKind.Utc), act.Side, what, expected, found, cause, order?.Id.Value, order is { EndCode: { } code } ? $"{code}: {order.EndReason}" : order?.EndReason);
    }

    private static ParityCause CauseOf(Order? order, Deployment simulation) => order?.Status switch
    {
        null => simulation.HasEnded ? ParityCause.Unexplained : ParityCause.StillOpen,
        OrderStatus.RiskDenied => ParityCause.RiskDenied,
        OrderStatus.Rejected => ParityCause.BrokerRejected,
        OrderStatus.Cancelled or OrderStatus.Expired => ParityCause.Cancelled,
        _ => ParityCause.StillOpen,
    };

    private static bool IsClose(double found, double expected, double fraction) => Math.Abs(found - expected) <= fraction * Math.Max(1, Math.Abs(expected));

    /// <summary>A signal of the back-test, and what it traded; null where no bar was left.</summary>
    private sealed record Act(long SignalTime, Side Side, ActFill? Fill);

    private sealed record ActFill(long Time, double Price, double Quantity, double Fee);
}
