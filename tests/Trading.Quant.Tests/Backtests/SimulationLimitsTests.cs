using Trading.Domain.MarketData;
using Trading.Domain.Orders;
using Trading.Domain.Risk;
using Trading.Domain.Values;
using Trading.Quant.Backtests;
using static Trading.Quant.Tests.Backtests.Script;

namespace Trading.Quant.Tests.Backtests;

/// <summary>An account of 1,000 in one instrument. Expected values: worked by hand.</summary>
public sealed class SimulationLimitsTests
{
    private const int Day = 86_400;

    public static TheoryData<TradeSizeKind, double, int> Sizes => new()
    {
        { TradeSizeKind.AllCash, 0, 1_000 },
        { TradeSizeKind.Cash, 700, 700 },
        { TradeSizeKind.EquityFraction, 0.5, 500 },
        { TradeSizeKind.TargetFraction, 0.3, 300 },
        { TradeSizeKind.TargetFraction, -0.4, 400 },
        { TradeSizeKind.Units, 2, 200 },
    };

    [Fact]
    public void An_order_beyond_a_limit_is_denied_and_counted_and_the_next_one_is_judged_anew()
    {
        var result = Run(Flat(100, 100, 100, 100), Within(new RiskLimits { MaxOrderValue = new Money(400) }),
            (0, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(5))),
            (1, static (in StrategyContext context) => Assert.Equal((0, 0.0), (context.OrderCount, context.Units(0)))),
            (1, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(4))));

        Assert.Equal([("order-value", 1)], result.Denied!.ByCheck.Select(check => (check.Key, check.Value)));
        Assert.Equal([4.0], result.Fills.Select(fill => fill.Units));
        Assert.Equal((2, 0), (result.Orders.Count, result.OrdersUnfilled));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void An_order_of_any_size_is_valued_at_the_close_it_was_decided_on(TradeSizeKind kind, double size, int value)
    {
        void Decide(in StrategyContext context) => context.Submit(new OrderRequest(0, Side.Buy, new TradeSize(kind, size)));

        var within = Run(Flat(100, 50), Within(new RiskLimits { MaxOrderValue = new Money(value) }), (0, Decide));
        var beyond = Run(Flat(100, 50), Within(new RiskLimits { MaxOrderValue = new Money(value - 0.01m) }), (0, Decide));

        Assert.Equal((1, 0), (within.Fills.Count, within.Denied!.ByCheck.Count));
        Assert.Equal((0, 1), (beyond.Fills.Count, beyond.Denied!.ByCheck["order-value"]));
    }

    [Fact]
    public void A_loss_of_the_day_stops_openings_for_that_day_and_never_the_way_out()
    {
        // Five units lose 100 on the third day, more than 50; a day later nothing is lost any more.
        var result = Run(Flat(100, 100, 80, 80, 80), Within(new RiskLimits { MaxDailyLoss = new Money(50) }),
            (0, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(5))),
            (2, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(1))),
            (2, static (in StrategyContext context) => context.Sell(0, TradeSize.Units(2))),
            (3, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(3))));

        Assert.Equal([("daily-loss", 1)], result.Denied!.ByCheck.Select(check => (check.Key, check.Value)));
        Assert.Equal([(Side.Buy, 5.0), (Side.Sell, 2.0), (Side.Buy, 3.0)], result.Fills.Select(fill => (fill.Side, fill.Units)));
    }

    [Fact]
    public void Selling_more_than_is_held_opens_a_position_and_is_judged_as_such()
    {
        var result = Run(Flat(100, 100, 100, 100), Within(new RiskLimits { MaxOrderValue = new Money(250) }),
            (0, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(2))),
            (1, static (in StrategyContext context) => context.Sell(0, TradeSize.Units(3))),
            (2, static (in StrategyContext context) => context.Sell(0, TradeSize.Position)));

        Assert.Equal(1, result.Denied!.ByCheck["order-value"]);
        Assert.Equal([(Side.Buy, 2.0), (Side.Sell, 2.0)], result.Fills.Select(fill => (fill.Side, fill.Units)));
    }

    [Fact]
    public void A_stop_closes_a_position_whatever_the_limits()
    {
        var bracket = new Bracket(Distance.Fraction(0.1), Distance.None, Distance.None);

        var result = Run(Bars((100, 100, 100, 100), (100, 101, 99, 100), (100, 101, 85, 90)), Within(new RiskLimits { MaxOrdersPerMinute = 1 }),
            (0, (in StrategyContext context) => context.Open(0, Side.Buy, TradeSize.Units(5), bracket)),
            (0, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(1))));

        Assert.Equal([("order-rate", 1)], result.Denied!.ByCheck.Select(check => (check.Key, check.Value)));
        Assert.Equal([(5.0, null), (5.0, "stop")], result.Fills.Select(fill => (fill.Units, fill.Tag)));
    }

    [Fact]
    public void The_same_order_twice_at_a_close_is_taken_for_a_mistake()
    {
        var result = Run(Flat(100, 100, 100), Within(new RiskLimits { DuplicateWindowSeconds = 60 }),
            (0, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(2))),
            (0, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(2))),
            (1, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(2))));

        Assert.Equal([("duplicate", 1)], result.Denied!.ByCheck.Select(check => (check.Key, check.Value)));
        Assert.Equal(2, result.Fills.Count);
    }

    [Fact]
    public void A_protection_pauses_from_the_close_of_the_losing_trade_on_and_counts_what_it_stopped()
    {
        // Sold at a loss on day 2, whose label is 3 January 00:00: two days of pause end on the 5th at 00:00. The closes of the 3rd and the 4th lie before.
        var result = Run(
            Flat(100, 100, 90, 90, 90, 90),
            Within(new RiskLimits
            {
                Protections =
                [
                    new Protection(ProtectionKind.LosingTrades, 1, 30 * Day, 2 * Day), new Protection(ProtectionKind.LosingTrades, 2, 30 * Day, 2 * Day),
                    // 50 of 1,000 were lost.
                    new Protection(ProtectionKind.Drawdown, 1, 30 * Day, Day) { Threshold = 0.0499m },
                ],
            }),
            [
                (0, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(5))), (1, static (in StrategyContext context) => context.Close(0)),
                .. Enumerable.Range(2, 3).Select(step => (step, (Act)(static (in StrategyContext context) => context.Buy(0, TradeSize.Units(1))))),
            ]);

        Assert.Equal([("losing-trades", 2)], result.Denied!.ByCheck.Select(check => (check.Key, check.Value)));
        Assert.Equal([2, 0, 1], result.Denied.ByProtection);
        Assert.Equal([100.0, 90, 90], result.Fills.Select(fill => fill.Price));
    }

    [Fact]
    public void An_exit_in_two_fills_is_one_losing_trade()
    {
        // At most half of a bar's volume of 6: 3 of 5 units are sold on one day at 90 and 2 on the next. Two losing trades would stop openings.
        var bars = WithVolumes([.. new[] { 100.0, 100, 90, 90, 90, 90 }.Select((price, day) => (price, price, price, price, day is 1 ? 1_000.0 : 6.0))]);
        var settings = Within(new RiskLimits { Protections = [new Protection(ProtectionKind.LosingTrades, 2, 30 * Day, 30 * Day)] });

        var result = Run(bars, settings with { Costs = settings.Costs with { MaxVolumeShare = 0.5m } },
            (0, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(5))),
            (1, static (in StrategyContext context) => context.Close(0)),
            (4, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(1))));

        Assert.Equal([5.0, 3, 2, 1], result.Fills.Select(fill => fill.Units));
        Assert.Empty(result.Denied!.ByCheck);
    }

    [Fact]
    public void Limits_that_deny_nothing_change_nothing_and_a_run_without_has_no_count()
    {
        var generous = new RiskLimits { MaxOrderValue = new Money(1e12m), MaxLeverage = 100, CooldownSeconds = 1, MaxDailyLossShare = 1 };
        var plain = RandomRun(null);
        var limited = RandomRun(generous);

        Assert.Equal(plain.Equity, limited.Equity);
        Assert.Equal(plain.Fills, limited.Fills);
        Assert.Empty(limited.Denied!.ByCheck);
        Assert.Null(plain.Denied);

        static SimulationResult RandomRun(RiskLimits? limits) => Run(Flat(100, 101, 99, 98, 103, 104, 90), NoCosts with { Interval = Interval.OneDay, Limits = limits },
            (0, static (in StrategyContext context) => context.Buy(0, TradeSize.AllCash)), (2, static (in StrategyContext context) => context.Close(0)),
            (4, static (in StrategyContext context) => context.Target(0, -0.5)), (5, static (in StrategyContext context) => context.Close(0)));
    }

    private static SimulationSettings Within(RiskLimits limits) => NoCosts with { Interval = Interval.OneDay, Limits = limits };
}
