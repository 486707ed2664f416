using Trading.Domain.MarketData;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;
using static Trading.Quant.Tests.Backtests.Script;

namespace Trading.Quant.Tests.Backtests;

/// <summary>Expected values: worked by hand, in comments where they are not plain.</summary>
public sealed class RuleStrategyTests
{
    private static readonly StrategyRules Above = new("close > 10", null, new Sizing(SizingKind.Units, false) { Value = 1 });

    [Fact]
    public void The_short_side_sells_first_and_buys_back()
    {
        var rules = Above with { Entry = "close > 100", ShortEntry = "close > 10", ShortExit = "close < 9" };

        var trade = Assert.Single(Run(Flat(10, 11, 12, 8, 7), rules).Trades);

        Assert.Equal((true, 12.0, 7.0, 5.0, "short", "exit"), (trade.IsShort, trade.EntryPrice, trade.ExitPrice, trade.Profit, trade.EntryTag, trade.ExitTag));
    }

    [Fact]
    public void A_position_is_closed_after_its_bars()
    {
        var rules = Above with { Entry = "close == 11", Exits = new ExitLevels { MaxBars = 2 } };

        var trade = Assert.Single(Run(Flat(10, 11, 12, 13, 14, 15), rules).Trades);

        Assert.Equal((12.0, 14.0, "time"), (trade.EntryPrice, trade.ExitPrice, trade.ExitTag));   // held in the bars of 12 and 13
    }

    [Fact]
    public void Stops_may_be_multiples_of_the_average_true_range()
    {
        var rules = Above with { Entry = "close == 11", Exits = new ExitLevels { Stop = new Level(2, IsAtr: true), AtrLength = 3 } };
        // Each bar reaches one above and one below its close and moves by one at most, so that the true range is two at every bar until the fill.
        var bars = Bars([.. new double[] { 10, 9, 10, 10, 11, 12, 9, 8, 7 }.Select(price => (price, price + 1, price - 1, price))]);

        var result = Run(bars, rules);

        Assert.Equal((12.0, 8.0, "stop"), (result.Trades[0].EntryPrice, result.Trades[0].ExitPrice, result.Trades[0].ExitTag));   // 12 - 2 x 2
    }

    [Fact]
    public void The_best_ranked_fill_the_places_that_are_free()
    {
        var rules = Above with { MaxPositions = 2, Ranking = new Ranking("close * 1", HighestFirst: true), Exit = "close < 5" };
        SimulatedInstrument[] three = [Us(Flat(11, 12, 12), "A"), Us(Flat(13, 13, 13), "B"), Us(Flat(12, 12, 12), "C")];

        var highest = Simulation.Run(three, RuleStrategy.Create(rules), NoCosts, TestContext.Current.CancellationToken);
        var lowest = Simulation.Run(three, RuleStrategy.Create(rules with { Ranking = new Ranking("close", HighestFirst: false) }), NoCosts, TestContext.Current.CancellationToken);

        Assert.Equal([1, 2], highest.Fills.Select(fill => fill.Instrument));
        Assert.Equal([0, 2], lowest.Fills.Select(fill => fill.Instrument));
    }

    [Theory]
    [InlineData(SizingKind.Amount, 240, 20)]
    [InlineData(SizingKind.Units, 7, 7)]
    [InlineData(SizingKind.EquityFraction, 0.3, 25)]
    [InlineData(SizingKind.EqualWeight, 0, 20)]
    [InlineData(SizingKind.AllIn, 0, 83)]
    public void An_entry_is_sized_at_its_fill(SizingKind kind, double value, double units)
    {
        var rules = Above with { Sizing = new Sizing(kind, WholeUnits: true) { Value = (decimal)value }, MaxPositions = 4 };

        Assert.Equal(units, Run(Flat(11, 12), rules).Fills[0].Units);   // 1,000 of equity, filled at 12
    }

    [Fact]
    public void Sizes_by_risk_come_from_the_last_returns()
    {
        // Returns of 10 %, -10 % and 20 %: mean 0.0666…, variance 0.0233…; deviation times the root of 252 is 2.4249.
        double[] closes = [50, 100, 110, 99, 118.8];
        var sizing = new Sizing(SizingKind.Kelly, false) { Value = 0.25m, Lookback = 3 };

        Assert.Equal(0.25 * (0.2 / 3) / (0.07 / 3), PositionSizer.Of(sizing, 1, closes, 252)!.Value.Value, 1e-12);
        Assert.Equal(0.5 / Math.Sqrt(0.07 / 3 * 252), PositionSizer.Of(sizing with { Kind = SizingKind.VolatilityTarget, Value = 0.5m }, 1, closes, 252)!.Value.Value, 1e-12);
        Assert.Equal(0.4, PositionSizer.Of(sizing with { Value = 1, MaxFraction = 0.4m }, 1, closes, 252)!.Value.Value);
        Assert.Null(PositionSizer.Of(sizing, 1, [100, 90, 81, 72], 252));   // nothing to expect
        Assert.Null(PositionSizer.Of(sizing, 1, closes.AsSpan(2), 252));
    }

    [Fact]
    public void Each_wrong_text_is_named_by_its_field()
    {
        var rules = new StrategyRules("close >", "colse > 1", Above.Sizing)
        {
            ShortEntry = "(",
            ShortExit = "close",
            Ranking = new Ranking("rsi(", HighestFirst: true),
        };

        Assert.False(RuleStrategy.TryCreate(rules, out _, out var errors));
        Assert.Equal(["entry", "exit", "ranking.expression", "shortEntry", "shortExit"], errors.Keys.Order());
    }

    [Fact]
    public void All_errors_of_a_text_are_told()
    {
        Assert.False(RuleStrategy.TryCreate(Above with { Exit = "colse > 1 and hgih > 2" }, out _, out var errors));

        Assert.Equal([1, 15], errors["exit"].Select(error => error.Position));
    }

    [Theory]
    [InlineData("SPY: close > 1", null)]
    [InlineData("per < 10", "1d")]
    public void A_rule_on_what_a_run_does_not_have_is_refused(string entry, string? interval)
    {
        Interval? known = Interval.TryParse(interval, out var parsed) ? parsed : null;

        Assert.False(RuleStrategy.TryCreate(Above with { Entry = entry }, out _, out var errors, known));
        Assert.Equal(["entry"], errors.Keys);
    }

    [Fact]
    public void What_candidates_are_ranked_by_depends_on_no_position()
    {
        Assert.False(RuleStrategy.TryCreate(Above with { Ranking = new Ranking("bars held", HighestFirst: true) }, out _, out var errors));
        Assert.Equal(["ranking.expression"], errors.Keys);
    }

    [Theory]
    [InlineData("trailing stop 10%", 13)]     // 12 bought, 15 the best; the close of 13 is 10 % below it: out at the next open
    [InlineData("bars held > 1", 15)]         // the second bar after that of the fill closes at 13
    [InlineData("profit% > 20", 13)]          // 15 is 25 % above 12
    public void Rules_may_look_at_the_position(string exit, double price)
    {
        // The trailing stop is met by the close of 13, which the others are past by then.
        var prices = exit.StartsWith("trailing", StringComparison.Ordinal) ? Flat(10, 11, 12, 15, 13, 13) : Flat(10, 11, 12, 15, 13, 15);

        var trade = Assert.Single(Run(prices, Above with { Entry = "close == 11", Exit = exit }).Trades);

        Assert.Equal((12.0, price, "exit"), (trade.EntryPrice, trade.ExitPrice, trade.ExitTag));
    }

    [Fact]
    public void Rules_look_at_other_symbols_of_the_run_and_at_bars_that_are_given()
    {
        var rules = Above with { Entry = "A: close > 11 and SPY: close > 100", MaxPositions = 2 };
        SimulatedInstrument[] two = [Us(Flat(10, 12, 13, 14), "A"), Us(Flat(1, 2, 3, 4), "B")];
        var strategy = RuleStrategy.Create(rules, Interval.OneDay);
        strategy.Give("SPY", Interval.OneDay, Flat(90, 95, 101, 90));

        // A is above 11 from bar 1 on, SPY above 100 at bar 2 alone: both are bought at the open of bar 3.
        Assert.Equal([(0, 14.0), (1, 4.0)], Simulation.Run(two, strategy, NoCosts, TestContext.Current.CancellationToken).Fills.Select(fill => (fill.Instrument, fill.Price)));
        Assert.Throws<InvalidOperationException>(() => Simulation.Run(two, RuleStrategy.Create(rules, Interval.OneDay), NoCosts, TestContext.Current.CancellationToken));
    }

    private static SimulationResult Run(BarSeries bars, StrategyRules rules) => Simulation.Run([Us(bars)], RuleStrategy.Create(rules), NoCosts, TestContext.Current.CancellationToken);
}
