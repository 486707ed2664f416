using Trading.Domain.MarketData;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;

namespace Trading.Quant.Search.Sweeps;

/// <summary>A strategy on one window in the general engine: what <see cref="WindowAccount"/> is for strategies that run from signal to signal.</summary>
internal static class GeneralAccount
{
    /// <summary>Runs a strategy on each stretch of a window; each begins with what the one before ended with.</summary>
    /// <param name="bars">The whole series; what lies before a stretch is seen and not traded.</param>
    /// <param name="rules">The strategy.</param>
    /// <param name="window">The window.</param>
    /// <param name="conditions">The conditions.</param>
    /// <param name="settings">Cash at the start and bars in a year.</param>
    /// <param name="cancellationToken">Ends it between two bars.</param>
    /// <returns>The result, and the equity at each bar of the window.</returns>
    /// <exception cref="FormatException">A rule is not valid.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static (BacktestResult Result, double[] Equity) Run(
        BarSeries bars, StrategyRules rules, BarWindow window, GeneralConditions conditions, BacktestSettings settings, CancellationToken cancellationToken)
    {
        List<(SimulationResult, RuleStrategy)> runs = [];
        var equity = new double[window.Count];
        var (capital, at) = (settings.InitialCash, 0);
        foreach (var stretch in window.Stretches)
        {
            // An account that has lost everything trades no more.
            if (!(capital > 0))
            {
                equity.AsSpan(at).Fill(capital);
                break;
            }

            var strategy = RuleStrategy.Create(rules, conditions.Interval);
            var instrument = new SimulatedInstrument(conditions.Instrument, bars.Slice(0, stretch.To))
            {
                FirstBar = stretch.From,
                Segment = conditions.Segment,
                Lot = conditions.Lot,
            };
            var run = Simulation.Run(
                [instrument], strategy,
                new SimulationSettings((decimal)capital, conditions.Costs, settings.PeriodsPerYear) { EndsFlat = window.EndsFlat, Interval = conditions.Interval },
                cancellationToken);
            runs.Add((run, strategy));
            run.Equity.ToArray().CopyTo(equity, at);
            (capital, at) = (run.FinalEquity, at + stretch.Count);
        }

        return (BacktestSummary.Of(runs, settings.PeriodsPerYear), equity);
    }
}
