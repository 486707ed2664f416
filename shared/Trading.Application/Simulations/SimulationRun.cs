using Trading.Application.Backtests;
using Trading.Application.PaperTrading;
using Trading.Domain.MarketData;
using Trading.Domain.Orders;
using Trading.Domain.Values;
using Trading.Quant.Backtests;
using Trading.Quant.Performance;

namespace Trading.Application.Simulations;

/// <summary>What a simulation came to, in the shape of a back-test: made from what its orders traded and the bars that it went through. Pure.</summary>
public static class SimulationRun
{
    /// <summary>The run.</summary>
    /// <param name="deployment">The simulation.</param>
    /// <param name="bars">The bars that it went through, one or more.</param>
    /// <param name="orders">Its orders.</param>
    public static BacktestRun Of(Deployment deployment, BarSeries bars, IEnumerable<Order> orders)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        ArgumentNullException.ThrowIfNull(bars);
        var fills = orders.SelectMany(order => order.Executions.Select(execution => (Order: order, Execution: execution))).OrderBy(fill => fill.Execution.At).ToList();
        var (equity, metrics) = (new double[bars.Count], new PerformanceMetrics((double)deployment.InitialCash.Value));
        var (cash, units, next) = (deployment.InitialCash, 0m, 0);
        for (var i = 0; i < bars.Count; i++)
        {
            for (; next < fills.Count && fills[next].Execution.At <= bars[i].Time; next++)
            {
                var (order, fill) = fills[next];
                var sign = order.Intent.Side is Side.Buy ? 1 : -1;
                units += sign * fill.Quantity.Value;
                cash = cash - new Money(sign * (fill.Price * fill.Quantity).Value) - fill.Commission - fill.Tax;
            }

            // Here money leaves the books for estimation: decimal becomes double, to the nearest.
            equity[i] = (double)(cash.Value + (units * Price.FromMarket(bars[i].Close).Value));
            metrics.Add(equity[i]);
        }

        var trades = SimulationTrades.Of(fills);
        var closed = trades.Where(trade => trade.ExitTime is not null).ToList();
        var (entries, exits) = SignalsOf(deployment, bars);
        var periodsPerYear = Annualisation.PeriodsPerYear(deployment.Strategy.Interval);
        return new BacktestRun(
            new BacktestResult(
                bars.Count, entries, exits, trades.DistinctBy(trade => trade.EntryTime).Count(), closed.Count, closed.Count(trade => trade.Profit > 0),
                closed.Count < trades.Count, (double)deployment.InitialCash.Value, equity[^1],
                (double)fills.Sum(fill => (fill.Execution.Commission + fill.Execution.Tax).Value), metrics.TotalReturn, metrics.MaxDrawdown,
                metrics.Sharpe(periodsPerYear), periodsPerYear),
            bars.Times.ToArray(), equity, trades);
    }

    /// <summary>Bars at whose close the rules held, in whatever position.</summary>
    private static (int Entries, int Exits) SignalsOf(Deployment deployment, BarSeries bars)
    {
        var detector = SignalDetector.Create(deployment.Strategy.Rules, deployment.Strategy.Interval);
        var (entries, exits) = (0, 0);
        for (var i = 0; i < bars.Count; i++)
        {
            var signals = detector.Next(bars[i]);
            entries += signals.HasFlag(StrategySignals.Entry) ? 1 : 0;
            exits += signals.HasFlag(StrategySignals.Exit) ? 1 : 0;
        }

        return (entries, exits);
    }
}
