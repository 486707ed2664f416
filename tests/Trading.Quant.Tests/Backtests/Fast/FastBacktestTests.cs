using Trading.Domain.MarketData;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;
using Trading.Quant.Backtests.Fast;
using Trading.Quant.Rules;
using Trading.Quant.SyntheticData;

namespace Trading.Quant.Tests.Backtests.Fast;

public sealed class FastBacktestTests
{
    private static readonly BacktestSettings NoCosts = new(1000, 0, 0, WholeUnits: false, 252);

    [Fact]
    public void A_signal_is_filled_at_the_next_open_and_sized_there()
    {
        var bars = Bars((10, 10), (10, 11), (20, 40), (50, 30));

        var (run, equity) = Run(bars, "close > 10.5", "close > 35", NoCosts);

        // Entry at the close of bar 1 (11), bought at 20: 50 units. Exit at the close of bar 2 (40), sold at 50. By hand.
        Assert.Equal([1000.0, 1000, 2000, 2500], equity);
        Assert.Equal((20.0, 50.0, 50.0, 1500.0), (run.Trades[0].EntryPrice, run.Trades[0].Quantity, run.Trades[0].ExitPrice, run.Trades[0].Profit));
        Assert.Equal((4, 3, 1, 1, 1), (run.Result.Bars, run.Result.EntrySignals, run.Result.ExitSignals, run.Result.Buys, run.Result.Winners));
    }

    [Fact]
    public void The_drawdown_of_a_long_position_is_measured_from_its_highest_close()
    {
        // 100 units from the open of bar 1. Highest equity 1,500 at bar 2, lowest after it 900 at bar 12: by hand 1 - 900 / 1500.
        var bars = Bars((10, 10), (10, 11), (11, 15), (15, 14), (14, 13), (13, 14), (14, 12), (12, 13), (13, 12), (12, 11), (11, 10), (10, 11), (11, 9), (9, 14));

        var (run, _) = Run(bars, "close > 0", null, NoCosts);

        Assert.Equal(1 - (900.0 / 1500), run.Result.MaxDrawdown);
    }

    [Theory]
    [InlineData(false, 1_177_975.40534, 0.436211383, 0.443665399, 33_776_098.8866)]
    [InlineData(true, 1_177_954.08700, 0.436197168, 0.443640259, 33_773_934.5873)]
    public void A_million_minute_bars_equal_the_reference(bool wholeUnits, double finalEquity, double drawdown, double sharpe, double fees)
    {
        // Reference: numpy, backtrader, vectorbt and LEAN agree on these figures.
        var settings = new BacktestSettings(1_000_000, 0.001, 0, wholeUnits, 525_600);

        var (run, equity) = Run(SyntheticBars.Minutes(1_000_000), "sma(10) crosses above sma(30)", "sma(10) crosses below sma(30)", settings);

        var result = run.Result;
        Assert.Equal((1_000_000, 13_536, 13_536, 13_536, 13_535, 4_064, true),
            (result.Bars, result.EntrySignals, result.ExitSignals, result.Buys, result.Sells, result.Winners, result.HasOpenPosition));
        Assert.InRange(result.FinalEquity / finalEquity, 1 - 1e-9, 1 + 1e-9);
        Assert.InRange(result.FeesPaid / fees, 1 - 1e-9, 1 + 1e-9);
        Assert.Equal(finalEquity, equity[^1], 1e-3);
        Assert.Equal(drawdown, result.MaxDrawdown, 6e-10);
        Assert.Equal(sharpe, result.Sharpe, 6e-10);
    }

    [Fact]
    public void Random_strategies_come_to_what_a_look_at_every_bar_comes_to()
    {
        const int seed = 90210;
        var random = new Random(seed);
        var trades = 0;
        for (var round = 0; round < 200; round++)
        {
            var bars = RandomBars(random, random.Next(1, 3000));
            var (entry, exit) = (Condition(random), random.Next(5) == 0 ? null : Condition(random));
            var settings = new BacktestSettings(
                1000, random.Next(2) * random.NextDouble() * 0.01, random.Next(2) * random.NextDouble() * 0.01, random.Next(2) == 0, 252);
            var engine = new PlainBacktest(
                new StrategyRules(entry, exit, new Sizing(SizingKind.AllIn, settings.WholeUnits)), settings);
            var expected = new double[bars.Count];
            engine.Run(bars, expected);

            var run = new FastBacktest(Rule.Parse(entry), exit is null ? null : Rule.Parse(exit), settings);
            var equity = new double[bars.Count];
            for (var at = 0; at < bars.Count;)
            {
                var length = Math.Min(random.Next(1, 2500), bars.Count - at);
                run.Run(bars.Slice(at, length), equity.AsSpan(at, length));
                at += length;
            }

            var story = $"seed {seed}, round {round}: {bars.Count} bars, {entry} / {exit}, {settings}";
            Assert.True(expected.AsSpan().SequenceEqual(equity), story);
            Assert.True(engine.Trades.SequenceEqual(run.Trades), story);
            Assert.True(engine.Result with { Sharpe = 0 } == run.Result with { Sharpe = 0 }, $"{story}\n{engine.Result}\n{run.Result}");
            AssertSharpe(engine.Result.Sharpe, run.Result.Sharpe, story);
            trades += run.Trades.Count;
        }

        Assert.InRange(trades, 10_000, int.MaxValue);   // or the comparison would show little
    }

    [Fact]
    public void Prices_that_are_missing_are_not_passed_over()
    {
        var bars = Bars([.. Enumerable.Range(0, 40).Select(i => (10.0 + i, i == 25 ? double.NaN : 10.0 + i))]);

        var (run, equity) = Run(bars, "open > 0", null, NoCosts);

        Assert.True(double.IsNaN(equity[25]));
        Assert.False(double.IsNaN(equity[26]));
        Assert.True(double.IsNaN(run.Result.MaxDrawdown) && double.IsNaN(run.Result.Sharpe));
    }

    [Fact]
    public void A_strategy_that_needs_the_general_engine_is_refused_and_not_half_run()
    {
        var plain = new StrategyRules("close > 1", null, new Sizing(SizingKind.AllIn, false));

        Assert.True(FastBacktest.CanRun(plain));
        Assert.All(
            [
                plain with { ShortEntry = "close < 1" }, plain with { Exits = new ExitLevels { MaxBars = 5 } },
                plain with { Sizing = new Sizing(SizingKind.EqualWeight, false) }, plain with { Exit = "profit% < -5" },
                plain with { Entry = "SPY: close > 1" },
            ],
            rules => Assert.Throws<ArgumentException>(() => FastBacktest.Create(rules, NoCosts)));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(double.NaN, 0, 0)]
    [InlineData(1000, 1, 0)]
    [InlineData(1000, 0, -0.1)]
    public void Impossible_conditions_are_refused(double cash, double commission, double slippage) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FastBacktest(Rule.Parse("close > 0"), null, new BacktestSettings(cash, commission, slippage, false, 252)));

    /// <summary>Rounding of sums moves a ratio by about 1e-10 of its own; where nothing but rounding varies the ratio means nothing.</summary>
    private static void AssertSharpe(double expected, double actual, string story)
    {
        if (Math.Abs(expected) > 1e6)
            return;
        Assert.True(double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(actual - expected) <= 1e-9 * Math.Max(1, Math.Abs(expected)),
            $"{story}: Sharpe {actual:R}, expected {expected:R}");
    }

    private static string Condition(Random random) => random.Next(6) switch
    {
        0 => $"close {(random.Next(2) == 0 ? "<" : ">")} {random.Next(50, 150)}",
        1 => $"rsi({random.Next(2, 20)}) {(random.Next(2) == 0 ? "<" : ">")} {random.Next(20, 80)}",
        2 => $"ema({random.Next(2, 20)}) crosses {(random.Next(2) == 0 ? "above" : "below")} sma({random.Next(2, 60)})",
        3 => $"close crosses {(random.Next(2) == 0 ? "above" : "below")} sma({random.Next(2, 200)})",
        4 => $"close {(random.Next(2) == 0 ? "<" : ">")} open and volume > {random.Next(10)}",
        _ => random.Next(3) == 0 ? "close > 0" : "volume < 1",
    };

    private static BarSeries RandomBars(Random random, int count)
    {
        var price = 100.0;
        var volatility = 0.001 * Math.Pow(30, random.NextDouble());
        return BarSeries.FromBars([.. Enumerable.Range(0, count).Select(day =>
        {
            var open = price * (1 + (volatility * (random.NextDouble() - 0.5)));
            price *= 1 + (volatility * ((2 * random.NextDouble()) - 0.99));
            return new Bar(Day(day), open, Math.Max(open, price), Math.Min(open, price), price, random.Next(10));
        })]);
    }

    private static (FastBacktest Run, double[] Equity) Run(BarSeries bars, string entry, string? exit, BacktestSettings settings)
    {
        var run = FastBacktest.Create(new StrategyRules(entry, exit, new Sizing(SizingKind.AllIn, settings.WholeUnits)), settings);
        var equity = new double[bars.Count];
        run.Run(bars, equity);
        return (run, equity);
    }

    private static DateTimeOffset Day(int day) => new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day);

    private static BarSeries Bars(params (double Open, double Close)[] prices) => BarSeries.FromBars([.. prices.Select((price, day) =>
        new Bar(Day(day), price.Open, Math.Max(price.Open, price.Close), Math.Min(price.Open, price.Close), price.Close, 1))]);
}
