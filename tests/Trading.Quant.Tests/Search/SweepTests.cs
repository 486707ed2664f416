using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;
using Trading.Quant.Backtests.Fast;
using Trading.Quant.Search;
using Trading.Quant.Search.Sweeps;
using Trading.Quant.Search.Validation;
using Trading.Quant.SyntheticData;

namespace Trading.Quant.Tests.Search;

public sealed class SweepTests
{
    private static readonly BacktestSettings Settings = new(1_000_000, 0.001, 0, WholeUnits: false, 525_600);
    private static readonly StrategyTemplate Cross = new(new StrategyRules(
        "sma($fast) crosses above sma($slow)", "sma($fast) crosses below sma($slow)", new Sizing(SizingKind.AllIn, WholeUnits: false)));

    [Fact]
    public void A_hundred_combinations_equal_the_reference()
    {
        var space = new ParameterSpace([ParameterRange.Whole("fast", 5, 50, 5), ParameterRange.Whole("slow", 60, 240, 20)]);
        List<SweepResult> results = [];

        Sweep.Run(SyntheticBars.Minutes(100_000), new SweepPlan(Cross, space.Grid(), Settings), results.Add, cancellationToken: TestContext.Current.CancellationToken);

        // Reference: numpy and vectorbt agree on these figures.
        Assert.Equal(100, results.Count);
        Assert.Equal((30_641, 30_572), (results.Sum(result => result.Result.Buys), results.Sum(result => result.Result.Sells)));
        Assert.InRange(results.Sum(result => result.Result.FinalEquity) / 607_756_860.4777, 1 - 1e-9, 1 + 1e-9);
        var best = results.MaxBy(result => result.Result.FinalEquity)!;
        Assert.Equal("fast=20, slow=100", best.Parameters.ToString());
        Assert.InRange(best.Result.FinalEquity / 9_697_740.37200, 1 - 1e-9, 1 + 1e-9);
        Assert.Equal((201, 200), (results[^1].Result.Buys, results[^1].Result.Sells));
        Assert.Equal(0.035745139, results[^1].Result.MaxDrawdown, 1e-9);
    }

    [Fact]
    public void The_general_engine_comes_to_what_runs_from_signal_to_signal_on_every_window()
    {
        var bars = SyntheticBars.Minutes(3_000);
        var space = ParameterSpace.Of([ParameterRange.Whole("fast", 2, 20, 6), ParameterRange.Whole("slow", 10, 60, 20)], "fast < slow");
        IReadOnlyList<BarWindow> windows =
        [
            BarWindow.Whole(3_000), .. ValidationFolds.Rolling(3_000, 800, 500).Select(fold => fold.Train),
            .. ValidationFolds.Purged(3_000, 4, purge: 10, embargo: 70).Select(fold => fold.Train), BarWindow.Of(new BarStretch(777, 778)),
        ];
        var fast = new SweepPlan(Cross, space.Grid(), Settings) { Windows = windows };
        var general = fast with
        {
            General = new GeneralConditions(InstrumentId.Create(Market.US, "SPY"), Interval.OneMinute, new TradingCosts(0.001m, 0), Segment: null, Lot: 0), Threads = 3,
        };

        var (expected, actual) = (Run(bars, fast), Run(bars, general));

        Assert.Equal(expected.Select(result => (result.Index, result.Parameters)), actual.Select(result => (result.Index, result.Parameters)));
        foreach (var (one, other) in expected.SelectMany(result => result.Results).Zip(actual.SelectMany(result => result.Results)))
        {
            Assert.Equal(
                (one.Bars, one.EntrySignals, one.ExitSignals, one.Buys, one.Sells, one.Winners, one.HasOpenPosition),
                (other.Bars, other.EntrySignals, other.ExitSignals, other.Buys, other.Sells, other.Winners, other.HasOpenPosition));
            Assert.InRange(other.FinalEquity / one.FinalEquity, 1 - 1e-9, 1 + 1e-9);
            Assert.Equal(one.MaxDrawdown, other.MaxDrawdown, 1e-9);
            Assert.Equal(one.Sharpe, other.Sharpe, 1e-6);
        }

        Assert.True(expected.Sum(result => result.Results.Sum(window => window.Sells)) > 1_000);
    }

    [Fact]
    public void A_stop_is_searched_in_the_general_engine()
    {
        // Bought at 100; the low of 94 reaches a stop of five percent, 95, and not one of ten: then held to the last close of 110.
        var bars = BarSeries.FromBars([.. new[] { (100.0, 100.0), (100, 100), (100, 94), (110, 110) }.Select((bar, day) =>
            new Bar(new DateTimeOffset(2024, 1, 1 + day, 0, 0, 0, TimeSpan.Zero), bar.Item1, bar.Item1, bar.Item2, bar.Item1, 1))]);
        var template = new StrategyTemplate(new StrategyRules("close == $level", null, new Sizing(SizingKind.AllIn, false)) { Exits = new ExitLevels { Stop = new Level(0.05m, false) } });
        var plan = new SweepPlan(template, [new ParameterSet(["level"], [100]), new ParameterSet(["level"], [1])], new BacktestSettings(1000, 0, 0, false, 252))
        {
            General = new GeneralConditions(InstrumentId.Create(Market.US, "SPY"), Interval.OneDay, TradingCosts.None, Segment: null, Lot: 0),
        };

        var results = Run(bars, plan);

        Assert.Equal((1, 950.0), (results[0].Result.Sells, Math.Round(results[0].Result.FinalEquity, 9)));
        Assert.Equal((0, 1000.0), (results[1].Result.Buys, results[1].Result.FinalEquity));
        Assert.Throws<ArgumentException>(() => Run(bars, plan with { General = null }));
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit_and_no_order()
    {
        var bars = SyntheticBars.Minutes(3_000);
        var space = ParameterSpace.Of([ParameterRange.Whole("fast", 2, 30), ParameterRange.Whole("slow", 5, 60, 5)], "fast < slow");

        var one = Run(bars, new SweepPlan(Cross, space.Grid(), Settings) { Threads = 1 });
        var seven = Run(bars, new SweepPlan(Cross, space.Grid(), Settings) { Threads = 7 });

        Assert.Equal(space.Grid(), one.Select(result => result.Parameters));
        Assert.Equal(one.Select(result => (result.Index, result.Parameters, result.Result)), seven.Select(result => (result.Index, result.Parameters, result.Result)));
        Assert.True(one.Count > 250);
    }

    [Fact]
    public void A_combination_comes_to_what_its_own_back_test_comes_to()
    {
        var bars = SyntheticBars.Minutes(5_000);
        var template = new StrategyTemplate(new StrategyRules("rsi($length) < $low", "rsi($length) > 100 - $low", new Sizing(SizingKind.AllIn, false)));
        var space = new ParameterSpace([ParameterRange.Whole("length", 2, 20, 6), ParameterRange.Real("low", 20, 40, 2.5)]);

        var results = Run(bars, new SweepPlan(template, space.Grid(), Settings));

        Assert.Equal(["length", "low"], template.Parameters);
        Assert.Equal(36, results.Count);
        foreach (var result in results)
        {
            var engine = FastBacktest.Create(template.With(result.Parameters), Settings);
            engine.Run(bars, new double[bars.Count]);
            Assert.Equal(engine.Result with { Sharpe = 0 }, result.Result with { Sharpe = 0 });
            Assert.Equal(engine.Result.Sharpe, result.Result.Sharpe, 1e-9);
        }
    }

    [Fact]
    public void A_window_is_a_back_test_of_its_bars_with_indicators_that_know_those_before()
    {
        // By hand: sma(2) is above 11 from the close of bar 2 on. Trading begins at bar 3, so the buy fills at the open of bar 4 (14): 1000 / 14
        // units, sold at the close of bar 5, the window's last (21): 1000 x 21 / 14 = 1500.
        var bars = Series(10, 11, 12, 13, 14, 21, 50);
        var template = new StrategyTemplate(new StrategyRules("sma($length) > 11", "close < 0", new Sizing(SizingKind.AllIn, false)));
        var plan = new SweepPlan(template, [new ParameterSet(["length"], [2])], new BacktestSettings(1000, 0, 0, false, 252))
        {
            Windows = [BarWindow.Of(new BarStretch(3, 6)), BarWindow.Of(new BarStretch(0, 2)), BarWindow.Of(new BarStretch(0, 2), new BarStretch(3, 6))],
        };

        var result = Run(bars, plan).Single();

        Assert.Equal([1500.0, 1000, 1500], result.Results.Select(window => window.FinalEquity));
        Assert.Equal([3, 2, 5], result.Results.Select(window => window.Bars));
        Assert.Equal([1, 0, 1], result.Results.Select(window => window.Sells));
        Assert.False(result.Results[0].HasOpenPosition);
    }

    [Fact]
    public void Results_are_handed_over_as_they_come_and_a_cancelled_sweep_stops()
    {
        var bars = SyntheticBars.Minutes(2_000);
        var endless = Enumerable.Range(0, int.MaxValue).Select(i => new ParameterSet(["fast", "slow"], [2 + (i % 10), 20 + (i % 50)]));
        using var cancel = new CancellationTokenSource();
        var seen = 0;
        List<long> progress = [];

        Assert.ThrowsAny<OperationCanceledException>(() => Sweep.Run(bars, new SweepPlan(Cross, endless, Settings) { Threads = 3 }, _ =>
        {
            if (++seen == 500)
                cancel.Cancel();
        }, new Reports(progress), cancel.Token));

        Assert.InRange(seen, 500, 2_000);
        Assert.True(progress.Count > 3 && progress.SequenceEqual(progress.Order()));
    }

    [Fact]
    public void A_combination_that_makes_no_valid_rule_is_named()
    {
        var plan = new SweepPlan(Cross, [new ParameterSet(["fast", "slow"], [5, 20]), new ParameterSet(["fast", "slow"], [0, 20])], Settings);

        var thrown = Assert.Throws<FormatException>(() => Run(SyntheticBars.Minutes(100), plan));

        Assert.Contains("fast=0, slow=20", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.1, "close > 0.1")]
    [InlineData(1e-7, "close > 0.0000001")]
    [InlineData(1.5e-9, "close > 0.0000000015")]
    [InlineData(1e20, "close > 100000000000000000000")]
    [InlineData(-1.25e17, "close > -125000000000000000")]
    [InlineData(-2.5e-6, "close > -0.0000025")]
    public void Numbers_stand_in_rules_without_an_exponent(double value, string entry)
    {
        var template = new StrategyTemplate(new StrategyRules("close > $x", null, new Sizing(SizingKind.AllIn, false)));

        Assert.Equal(entry, template.With(new ParameterSet(["X"], [value])).Entry);
    }

    [Fact]
    public void The_best_results_are_kept_in_order_and_of_equals_the_first()
    {
        var best = new BestResults(3, result => result.FinalEquity);
        double[] finals = [5, double.NaN, 9, 7, 9, 1];

        for (var i = 0; i < finals.Length; i++)
            best.Add(new SweepResult(i, new ParameterSet(["i"], [i]), [new BacktestResult(1, 0, 0, 0, 0, 0, false, 1, finals[i], 0, 0, 0, 0, 252)]));

        Assert.Equal([2L, 4, 3], best.Results.Select(result => result.Index));
    }

    private static List<SweepResult> Run(BarSeries bars, SweepPlan plan)
    {
        List<SweepResult> results = [];
        Sweep.Run(bars, plan, results.Add, cancellationToken: TestContext.Current.CancellationToken);
        return results;
    }

    private static BarSeries Series(params double[] prices) => BarSeries.FromBars([.. prices.Select((price, day) =>
        new Bar(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day), price, price, price, price, 1))]);

    private sealed class Reports(List<long> into) : IProgress<long>
    {
        public void Report(long value) => into.Add(value);
    }
}
