using Trading.Domain.MarketData;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;
using Trading.Quant.Backtests.Fast;
using Trading.Quant.Performance;
using Trading.Quant.SyntheticData;

namespace Trading.Benchmarks;

/// <summary>
/// The figures of a million minute bars, Monte Carlo paths, and the probability of overfitting of 100 trials in 16 blocks; in processor time,
/// which other programs disturb least.
/// </summary>
internal static class PerformanceSpeed
{
    private const int Rounds = 5;

    public static Task RunAsync()
    {
        var bars = SyntheticBars.Minutes(1_000_000);
        var rules = new StrategyRules("sma(10) crosses above sma(30)", "sma(10) crosses below sma(30)", new Sizing(SizingKind.AllIn, WholeUnits: false));
        var perYear = Annualisation.PeriodsPerYear(Interval.OneMinute);
        var engine = FastBacktest.Create(rules, new BacktestSettings(1_000_000, 0.001, 0, false, perYear));
        var equity = new double[bars.Count];
        engine.Run(bars, equity);
        var times = bars.Times.ToArray();
        var curve = new EquityCurve(times, equity, 1_000_000, perYear);
        Excursion[] excursions = [.. engine.Trades.Select(trade => Excursion.Of(trade, bars))];

        Time("performance.curve", () => new EquityCurve(times, equity, 1_000_000, perYear));
        Time("performance.excursions", () => engine.Trades.Select(trade => Excursion.Of(trade, bars)).ToArray());
        Time("performance.report", () => PerformanceReport.Of(curve, engine.Trades, excursions, new ReportSettings()));
        Time("performance.report.returns", () => ReturnFigures.Of(curve));
        Time("performance.report.trades", () => TradeFigures.Of(curve, engine.Trades, excursions));
        Time("performance.report.rolling", () => RollingFigures.Of(curve, 250_000, 500));
        Time("performance.report.drawdowns", () => Drawdown.Worst(curve, 10));

        var days = curve.Returns[..2520].ToArray();
        foreach (var method in Enum.GetValues<ResamplingMethod>())
            Paths($"performance.paths.{method}", days, new MonteCarloSettings(method, 5000, 1, 1));
        Paths("performance.paths.million", curve.Returns.ToArray(), new MonteCarloSettings(ResamplingMethod.StationaryBlock, 20, 1, 1, BlockLength: 1000));

        ReadOnlyMemory<double>[] trials = [.. Enumerable.Range(0, 100).Select(trial => curve.Returns.Slice(trial * 2520, 2520).ToArray())];
        Time("performance.overfitting", () => BacktestOverfitting.Of(trials, BacktestOverfitting.DefaultBlocks, CancellationToken.None));
        return Task.CompletedTask;
    }

    private static void Paths(string name, double[] changes, MonteCarloSettings settings)
    {
        MonteCarlo.Run(changes, settings with { Paths = settings.Paths / 10 }, CancellationToken.None);
        var before = Environment.CpuUsage.TotalTime;
        MonteCarlo.Run(changes, settings, CancellationToken.None);
        Measure.Print(name, settings.Paths / (Environment.CpuUsage.TotalTime - before).TotalSeconds, "/s");
    }

    /// <summary>Prints the shortest of a few rounds, after as many to warm up.</summary>
    private static void Time(string name, Func<object> work)
    {
        var shortest = TimeSpan.MaxValue;
        for (var round = 0; round < 2 * Rounds; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            GC.KeepAlive(work());
            var taken = Environment.CpuUsage.TotalTime - before;
            if (round >= Rounds && taken < shortest)
                shortest = taken;
        }

        Measure.Print(name, shortest.TotalMilliseconds, "ms");
    }
}
