using Trading.Domain.MarketData;
using Trading.Quant.Rules;
using Trading.Quant.Screening;
using Trading.Quant.SyntheticData;
using Trading.Quant.Tests.Rules;

namespace Trading.Quant.Tests.Screening;

public sealed class ScreenTests
{
    [Fact]
    public void A_screen_says_of_every_series_what_the_same_rules_say_at_its_newest_bar()
    {
        const int seed = 8101;
        var random = new Random(seed);
        var trees = new RandomRules(random, RandomRules.Parts.OtherBars | RandomRules.Parts.Fundamentals | RandomRules.Parts.Extremes);
        var all = SyntheticBars.Minutes(2_000);
        var seen = new int[3];
        for (var round = 0; round < 60; round++)
        {
            Rule[] rules = [.. Enumerable.Range(0, 4).Select(_ => Rule.Parse(Short(() => trees.Condition(4).Text), TestIndicators.Catalog))];
            Formula[] formulas = [.. Enumerable.Range(0, 2).Select(_ => Formula.Parse(Short(() => trees.Number(4).Text), TestIndicators.Catalog))];
            BarSeries[] series = [.. Enumerable.Range(0, 70).Select(_ => all.Slice(random.Next(1_700), random.Next(1, 300)))];
            var screen = new Screen(rules, formulas);

            var outcome = screen.Judge(series.Length, Read(screen, series));

            var whole = new RuleProgram(rules, formulas, Interval.OneMinute);
            var runs = series.Select(bars => TakeIn(whole.Start(64), bars)).ToArray();
            for (var rule = 0; rule < rules.Length; rule++)
            {
                var truths = runs.Select(run => run.Truth(rule, run.Count - 1, PositionView.None)).ToArray();
                foreach (var truth in truths)
                    seen[(int)truth]++;
                Assert.Equal((truths.Count(truth => truth == RuleTruth.Holds), truths.Count(truth => truth == RuleTruth.Fails), truths.Count(truth => truth == RuleTruth.Unknown)), outcome.Tally(rule));
            }

            for (var formula = 0; formula < formulas.Length; formula++)
            {
                Assert.Equal(
                    runs.Select(run => BitConverter.DoubleToInt64Bits(run.Values(formula)[run.Count - 1])),
                    outcome.Values(formula).ToArray().Select(BitConverter.DoubleToInt64Bits));
            }

            bool Is(int row, int rule, RuleTruth truth) => runs[row].Truth(rule, runs[row].Count - 1, PositionView.None) == truth;
            var numbers = Enumerable.Range(0, rules.Length).ToArray();
            Assert.Equal(Enumerable.Range(0, runs.Length).Where(row => numbers.All(rule => Is(row, rule, RuleTruth.Holds))), outcome.Matches);
            Assert.Equal(
                Enumerable.Range(0, runs.Length).Count(row => !numbers.Any(rule => Is(row, rule, RuleTruth.Fails)) && numbers.Any(rule => Is(row, rule, RuleTruth.Unknown))),
                outcome.UnknownCount);
        }

        Assert.All(seen, count => Assert.True(count > 1_000, $"seed {seed}: {string.Join(", ", seen)}"));
    }

    [Fact]
    public void What_differs_only_in_thresholds_and_arithmetic_is_read_once()
    {
        var screen = Screen("rsi(14) < 30", "RSI < 40 and close > 2 * sma(50)", "close between sma(20) and sma(50)", "close / sma(50) - 1 > 0.1");

        Assert.Equal(["rsi(14)", "close", "sma(50)", "sma(20)"], screen.Readings.Select(reading => reading.Text));
    }

    [Fact]
    public void What_needs_earlier_bars_is_read_as_a_whole()
    {
        var screen = Screen("sma(20) crosses above sma(50) and rising(close, 3)", "(close > open)[2]", "rsi(14)[1] < 30", "1d: close > sma(10)");

        Assert.Equal(
            ["sma(20) crosses above sma(50)", "rising(close, 3)", "(close > open)[2]", "rsi(14)[1]", "1d: close > sma(10)"],
            screen.Readings.Select(reading => reading.Text));
    }

    [Fact]
    public void A_condition_that_asks_for_a_position_is_refused()
    {
        var refused = Assert.Throws<ArgumentException>(() => Screen("close > sma(20) and profit% > 5"));

        Assert.Contains("profit%", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Screen("trailing stop 5%"));
    }

    [Fact]
    public void Matches_are_ranked_with_undefined_values_last_and_equal_ones_in_their_order()
    {
        var screen = new Screen([Rule.Parse("close > 1")], [Formula.Parse("volume")]);
        double[] close = [2, 2, 0, 2, double.NaN, 2, 2];
        double[] volume = [5, double.NaN, 99, 7, 99, 5, 1];

        var outcome = screen.Judge(7, [close, volume]);

        Assert.Equal([3, 0, 5, 6, 1], outcome.Ranked(0, highestFirst: true));
        Assert.Equal([6, 0, 5, 3, 1], outcome.Ranked(0, highestFirst: false));
        Assert.Equal((5, 1), (outcome.MatchCount, outcome.UnknownCount));
    }

    [Fact]
    public void A_screen_without_conditions_lets_everything_pass()
    {
        var outcome = new Screen([], [Formula.Parse("close")]).Judge(65, [new double[65]]);

        Assert.Equal((65, 0), (outcome.MatchCount, outcome.UnknownCount));
        Assert.Equal(Enumerable.Range(0, 65), outcome.Matches);
    }

    private static Screen Screen(params string[] conditions) => new([.. conditions.Select(Rule.Parse)], []);

    /// <summary>Each series by itself, as an application does that has many.</summary>
    private static ReadOnlyMemory<double>[] Read(Screen screen, BarSeries[] series)
    {
        if (screen.Readings.Count == 0)
            return [];
        var reader = new SeriesReader(screen.Readings, Interval.OneMinute);
        var rows = series.Select(bars => reader.Read(TakeIn(reader.Program.Start(RuleProgram.DefaultBlock), bars)).ToDictionary()).ToArray();
        return [.. screen.Readings.Select(reading => new ReadOnlyMemory<double>([.. rows.Select(row => row[reading.Text])]))];
    }

    private static RuleRun TakeIn(RuleRun run, BarSeries bars)
    {
        for (var start = 0; start < bars.Count; start += run.Count)
            run.Next(bars, start);
        return run;
    }

    private static string Short(Func<string> text)
    {
        while (true)
        {
            if (text() is { Length: <= Rule.MaxLength } found)
                return found;
        }
    }
}
