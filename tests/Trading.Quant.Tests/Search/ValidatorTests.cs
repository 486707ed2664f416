using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;
using Trading.Quant.Search;
using Trading.Quant.Search.Sweeps;
using Trading.Quant.Search.Validation;
using Trading.Quant.SyntheticData;

namespace Trading.Quant.Tests.Search;

public sealed class ValidatorTests
{
    private static readonly BacktestSettings Settings = new(1_000, 0, 0, WholeUnits: false, 252);
    private static readonly StrategyTemplate Cross = new(new StrategyRules(
        "sma($fast) crosses above sma($slow)", "sma($fast) crosses below sma($slow)", new Sizing(SizingKind.AllIn, WholeUnits: false)));

    [Fact]
    public void Rolling_windows_move_and_anchored_ones_grow()
    {
        Assert.Equal(["0-4 4-6", "2-6 6-8", "4-8 8-10"], ValidationFolds.Rolling(11, 4, 2).Select(Text));
        Assert.Equal(["0-4 4-6", "0-6 6-8", "0-8 8-10"], ValidationFolds.Anchored(11, 4, 2).Select(Text));
    }

    [Fact]
    public void Parts_are_purged_before_and_embargoed_after()
    {
        Assert.Equal(["6-12 0-4", "0-3,10-12 4-8", "0-7 8-12"], ValidationFolds.Purged(12, 3, purge: 1, embargo: 2).Select(Text));
        Assert.Throws<ArgumentException>(() => ValidationFolds.Purged(12, 3, purge: 3, embargo: 7));
    }

    [Fact]
    public void Windows_by_date_follow_the_calendar()
    {
        var bars = Days(new double[60]);   // 2024-01-01 to 2024-02-29
        var start = new DateTimeOffset(2024, 2, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(["0-31 31-45", "0-45 45-59"], ValidationFolds.ByDate(bars, start, TimeSpan.FromDays(14)).Select(Text));
        Assert.Equal(["21-31 31-45", "35-45 45-59"], ValidationFolds.ByDate(bars, start, TimeSpan.FromDays(14), TimeSpan.FromDays(10)).Select(Text));
    }

    [Fact]
    public void The_choice_is_judged_on_the_bars_after_it_and_capital_carries_over()
    {
        // Buys at the second bar of a stretch when the price is above (or below) 100, holds to its end. Training rises above 100, so "above" is chosen.
        // First test: bought at 110, sold at 121; second: bought at 100.5, sold at 90.45. By hand 1000 x 1.1 x 0.9 = 990.
        var bars = Days([101, 102, 104, 105, 110, 110, 121, 121, 100.5, 100.5, 90.45, 90.45]);
        var template = new StrategyTemplate(new StrategyRules("$side * close > $side * 100", "close < 0", new Sizing(SizingKind.AllIn, false)));
        var plan = new ValidationPlan(
            new SweepPlan(template, [new ParameterSet(["side"], [-1]), new ParameterSet(["side"], [1])], Settings),
            [
                new ValidationFold(BarWindow.Of(new BarStretch(0, 4)), new BarStretch(4, 8)),
                new ValidationFold(BarWindow.Of(new BarStretch(0, 4)), new BarStretch(8, 12)),
            ],
            result => result.Sells == 0 ? double.NaN : result.TotalReturn);

        var result = Run(bars, plan);

        Assert.All(result.Rounds, round => Assert.Equal("side=1", round.Chosen!.Parameters.ToString()));
        Assert.Equal([1000.0, 1000, 1100, 1100, 1100, 1100, 990, 990], result.Equity.Select(value => Math.Round(value, 9)));
        Assert.Equal(-0.01, result.TotalReturn, 1e-12);
        Assert.Equal(0.1, result.MaxDrawdown, 1e-12);
        // Training gained 105 / 102 in four bars; by hand ln(1.1) / ln(105 / 102) and ln(0.99) / 8 to ln(105 / 102) / 4.
        Assert.Equal(Math.Log(1.1) / Math.Log(105.0 / 102), result.Rounds[0].Efficiency, 1e-9);
        Assert.Equal(Math.Log(0.99) / 8 / (Math.Log(105.0 / 102) / 4), result.Efficiency, 1e-9);
    }

    [Fact]
    public void What_comes_later_changes_no_choice_and_no_equity_before_it()
    {
        var bars = SyntheticBars.Minutes(6_000);
        // The leak: from bar 4,000 on every close tells the next hundred bars, and the fast cross would earn a fortune.
        var planted = Change(bars, from: 4_000, i => 100 * Math.Exp(0.05 * Math.Sin(i / 8.0)));
        var space = ParameterSpace.Of([ParameterRange.Whole("fast", 2, 20, 3), ParameterRange.Whole("slow", 10, 100, 15)], "fast < slow");
        var folds = ValidationFolds.Rolling(6_000, 2_000, 1_000);
        var plan = new ValidationPlan(new SweepPlan(Cross, space.Grid(), Settings), folds, result => result.TotalReturn);

        var honest = Run(bars, plan);
        var leaking = Run(planted, plan);

        Assert.Equal(4, honest.Rounds.Count);
        for (var i = 0; i < 3; i++)   // training of the third ends where the leak begins
            Assert.Equal(honest.Rounds[i].Chosen!.Parameters, leaking.Rounds[i].Chosen!.Parameters);
        Assert.Equal(honest.Equity.Take(2_000), leaking.Equity.Take(2_000));
        Assert.NotEqual(honest.Rounds[3].Chosen!.Parameters, leaking.Rounds[3].Chosen!.Parameters);
        Assert.True(leaking.Rounds[3].Train!.TotalReturn > 2 * honest.Rounds[3].Train!.TotalReturn);
    }

    [Fact]
    public void Every_choice_is_the_best_of_a_sweep_over_its_own_bars_alone()
    {
        var bars = SyntheticBars.Minutes(5_000);
        var space = ParameterSpace.Of([ParameterRange.Whole("fast", 2, 20, 6), ParameterRange.Whole("slow", 30, 90, 30)], "fast < slow");
        var folds = ValidationFolds.Purged(5_000, 4, purge: 10, embargo: 90);
        var plan = new ValidationPlan(new SweepPlan(Cross, space.Grid(), Settings), folds, result => result.Sharpe);

        var result = Run(bars, plan);

        for (var fold = 0; fold < folds.Count; fold++)
        {
            var best = new BestResults(1, one => one.Sharpe);
            Sweep.Run(bars, new SweepPlan(Cross, space.Grid(), Settings) { Windows = [folds[fold].Train] }, best.Add, cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal(best.Results[0].Parameters, result.Rounds[fold].Chosen!.Parameters);
            Assert.Equal(best.Results[0].Result, result.Rounds[fold].Train);
        }

        Assert.Equal(5_000, result.Equity.Count);
    }

    [Fact]
    public void The_general_engine_validates_as_what_runs_from_signal_to_signal()
    {
        var bars = SyntheticBars.Minutes(4_000);
        var space = ParameterSpace.Of([ParameterRange.Whole("fast", 2, 20, 6), ParameterRange.Whole("slow", 30, 90, 30)], "fast < slow");
        var plan = new ValidationPlan(new SweepPlan(Cross, space.Grid(), Settings), ValidationFolds.Rolling(4_000, 1_000, 700), result => result.TotalReturn);

        var fast = Run(bars, plan);
        var general = Run(bars, plan with
        {
            Sweep = plan.Sweep with
            {
                General = new GeneralConditions(InstrumentId.Create(Market.US, "SPY"), Interval.OneMinute, TradingCosts.None, Segment: null, Lot: 0),
            },
        });

        Assert.Equal(fast.Rounds.Select(round => round.Chosen!.Parameters), general.Rounds.Select(round => round.Chosen!.Parameters));
        foreach (var (one, other) in fast.Equity.Zip(general.Equity))
            Assert.InRange(other / one, 1 - 1e-9, 1 + 1e-9);
        Assert.Equal(fast.Efficiency, general.Efficiency, 1e-6);
    }

    [Fact]
    public void Tests_must_ascend_and_lie_within_the_bars()
    {
        var sweep = new SweepPlan(Cross, [new ParameterSet(["fast", "slow"], [2, 5])], Settings);
        var (early, late) = (new ValidationFold(BarWindow.Of(new BarStretch(0, 10)), new BarStretch(10, 20)), new ValidationFold(BarWindow.Of(new BarStretch(0, 20)), new BarStretch(20, 31)));

        Assert.Throws<ArgumentException>(() => Run(SyntheticBars.Minutes(40), new ValidationPlan(sweep, [late, early], result => result.Sharpe)));
        Assert.Throws<ArgumentException>(() => Run(SyntheticBars.Minutes(30), new ValidationPlan(sweep, [early, late], result => result.Sharpe)));
        Assert.Throws<ArgumentException>(() => Run(SyntheticBars.Minutes(30), new ValidationPlan(sweep, [], result => result.Sharpe)));
    }

    private static ValidationResult Run(BarSeries bars, ValidationPlan plan) =>
        Validator.Run(bars, plan, cancellationToken: TestContext.Current.CancellationToken);

    private static string Text(ValidationFold fold) =>
        $"{string.Join(',', fold.Train.Stretches.Select(part => $"{part.From}-{part.To}"))} {fold.Test.From}-{fold.Test.To}";

    private static BarSeries Change(BarSeries bars, int from, Func<int, double> price) => BarSeries.FromBars([.. Enumerable.Range(0, bars.Count).Select(i =>
        i < from ? bars[i] : bars[i] with { Open = price(i), High = price(i), Low = price(i), Close = price(i) })]);

    private static BarSeries Days(double[] prices) => BarSeries.FromBars([.. prices.Select((price, day) =>
        new Bar(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day), price, price, price, price, 1))]);
}
