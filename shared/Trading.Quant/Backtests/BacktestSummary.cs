using Trading.Quant.Performance;

namespace Trading.Quant.Backtests;

/// <summary>The figures of runs in the general engine, as those from signal to signal have them.</summary>
public static class BacktestSummary
{
    /// <summary>The figures of one run.</summary>
    /// <param name="run">What it came to.</param>
    /// <param name="rules">The strategy that ran.</param>
    /// <param name="periodsPerYear">Bars in a year; see <see cref="Annualisation"/>.</param>
    public static BacktestResult Of(SimulationResult run, RuleStrategy rules, double periodsPerYear) => Of([(run, rules)], periodsPerYear);

    /// <summary>The figures of runs of one account, each beginning with what the one before ended with.</summary>
    internal static BacktestResult Of(IReadOnlyList<(SimulationResult Run, RuleStrategy Rules)> runs, double periodsPerYear)
    {
        var initial = runs[0].Run.InitialCash;
        var metrics = new PerformanceMetrics(initial);
        foreach (var equity in runs.SelectMany(run => run.Run.Equity))
            metrics.Add(equity);
        var trades = runs.SelectMany(run => run.Run.Trades).ToList();
        var closed = trades.Where(trade => trade.ExitTime is not null).ToList();
        return new BacktestResult(
            runs.Sum(run => run.Run.Times.Count), runs.Sum(run => run.Rules.EntrySignals), runs.Sum(run => run.Rules.ExitSignals),
            trades.DistinctBy(trade => (trade.Instrument, trade.EntryTime)).Count(),
            closed.Count, closed.Count(trade => trade.Profit > 0), closed.Count < trades.Count, initial, runs[^1].Run.FinalEquity,
            runs.Sum(run => run.Run.Commissions + run.Run.Taxes), metrics.TotalReturn, metrics.MaxDrawdown, metrics.Sharpe(periodsPerYear), periodsPerYear);
    }
}
