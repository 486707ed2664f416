using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;
using static Trading.Quant.Tests.Backtests.Script;

namespace Trading.Quant.Tests.Backtests;

/// <summary>Expected values: worked by hand, in comments where they are not plain.</summary>
public sealed class SimulationOrderTests
{
    private static readonly Bracket TenPercent = new(Distance.Fraction(0.1), Distance.Fraction(0.1), Distance.None);

    [Fact]
    public void A_bar_that_reaches_stop_and_target_is_read_as_a_loss()
    {
        var result = Run(Bars((100, 100, 100, 100), (100, 101, 99, 100), (100, 115, 85, 100)), NoCosts,
            (0, static (in StrategyContext context) => context.Open(0, Side.Buy, TradeSize.Units(5), TenPercent)));

        Assert.Equal([(100.0, null), (90.0, "stop")], result.Fills.Select(fill => (fill.Price, fill.Tag)));
        Assert.Equal(950, result.FinalEquity);
        Assert.Equal(-50, result.Trades[0].Profit);
    }

    [Fact]
    public void A_gap_fills_a_stop_at_the_open_and_a_target_better_than_asked()
    {
        var down = Run(Bars((100, 100, 100, 100), (100, 101, 99, 100), (80, 85, 75, 82)), NoCosts,
            (0, static (in StrategyContext context) => context.Open(0, Side.Buy, TradeSize.Units(5), TenPercent)));
        var up = Run(Bars((100, 100, 100, 100), (100, 101, 99, 100), (120, 125, 85, 82)), NoCosts,
            (0, static (in StrategyContext context) => context.Open(0, Side.Buy, TradeSize.Units(5), TenPercent)));

        Assert.Equal((80.0, "stop"), (down.Fills[1].Price, down.Fills[1].Tag));
        Assert.Equal((120.0, "target"), (up.Fills[1].Price, up.Fills[1].Tag));   // before the low of 85: it came at the open
    }

    [Fact]
    public void A_stop_guards_in_the_bar_of_its_entry()
    {
        var result = Run(Bars((100, 100, 100, 100), (100, 101, 85, 100)), NoCosts,
            (0, static (in StrategyContext context) => context.Open(0, Side.Buy, TradeSize.Units(5), TenPercent)));

        Assert.Equal([100.0, 90], result.Fills.Select(fill => fill.Price));
        Assert.Equal(1, result.Trades[0].BarsHeld);
    }

    [Fact]
    public void A_position_opened_after_the_open_does_not_reach_its_target_in_the_same_bar()
    {
        // The limit of 95 is reached in the second bar, whose high of 110 may have been before.
        var result = Run(Bars((100, 100, 100, 100), (100, 110, 94, 96), (97, 106, 96, 105)), NoCosts,
            (0, static (in StrategyContext context) => context.Submit(new OrderRequest(0, Side.Buy, TradeSize.Units(5), OrderKind.Limit)
            {
                Limit = 95,
                Bracket = TenPercent,
            })));

        Assert.Equal([(95.0, 1), (104.5, 2)], result.Fills.Select(fill => (fill.Price, Index(fill))));
    }

    [Fact]
    public void A_short_position_has_its_stop_above_and_its_target_below()
    {
        var loss = Run(Bars((100, 100, 100, 100), (100, 101, 99, 100), (100, 115, 85, 100)), NoCosts,
            (0, static (in StrategyContext context) => context.Open(0, Side.Sell, TradeSize.Units(5), TenPercent)));
        var gain = Run(Bars((100, 100, 100, 100), (100, 101, 99, 100), (100, 105, 85, 100)), NoCosts,
            (0, static (in StrategyContext context) => context.Open(0, Side.Sell, TradeSize.Units(5), TenPercent)));

        Assert.Equal((110.0, 950.0), (loss.Fills[1].Price, loss.FinalEquity));
        Assert.Equal((90.0, 1_050.0, 50.0, true), (gain.Fills[1].Price, gain.FinalEquity, gain.Trades[0].Profit, gain.Trades[0].IsShort));
    }

    [Fact]
    public void A_trailing_stop_follows_the_high_of_closed_bars_and_never_goes_back()
    {
        // Stands at 90 after the entry at 100, at 108 after the high of 120, and the low of 109 does not move it.
        var result = Run(
            Bars((100, 100, 100, 100), (100, 105, 99, 104), (104, 120, 103, 118), (118, 119, 109, 110), (110, 111, 100, 101)), NoCosts,
            (0, static (in StrategyContext context) =>
                context.Open(0, Side.Buy, TradeSize.Units(5), new Bracket(Distance.None, Distance.None, Distance.Fraction(0.1)))));

        Assert.Equal((108.0, 4, "trail"), (result.Fills[1].Price, Index(result.Fills[1]), result.Fills[1].Tag));
        Assert.Equal(0.2, result.Trades[0].BestReturn, 1e-12);    // the high of 120
        Assert.Equal(-0.01, result.Trades[0].WorstReturn, 1e-12); // the low of 99
    }

    [Fact]
    public void The_first_of_a_group_that_fills_cancels_the_others()
    {
        var result = Run(Bars((100, 100, 100, 100), (100, 106, 99, 104), (104, 106, 94, 95)), NoCosts,
            (0, static (in StrategyContext context) =>
            {
                context.Submit(new OrderRequest(0, Side.Buy, TradeSize.Units(1), OrderKind.Stop) { Stop = 105, Group = 7 });
                context.Submit(new OrderRequest(0, Side.Buy, TradeSize.Units(1), OrderKind.Limit) { Limit = 95, Group = 7 });
            }));

        Assert.Equal(105, Assert.Single(result.Fills).Price);
    }

    [Fact]
    public void What_closes_a_position_waits_for_it()
    {
        // The stop of 90 and the target of 98 rest from the start. The first bar that trades reaches the target only; the second opens the position
        // at 95 after its open, and though it also reaches 98, that may have been before; the third opens above the target.
        var result = Run(Bars((100, 100, 100, 100), (100, 101, 96, 97), (97, 99, 94, 95), (99, 99, 89, 90)), NoCosts,
            (0, static (in StrategyContext context) =>
            {
                context.Limit(0, Side.Buy, TradeSize.Units(5), 95);
                context.Submit(new OrderRequest(0, Side.Sell, TradeSize.Position, OrderKind.Stop) { Stop = 90, Group = 1 });
                context.Submit(new OrderRequest(0, Side.Sell, TradeSize.Position, OrderKind.Limit) { Limit = 98, Group = 1 });
            }));

        Assert.Equal([(95.0, 2), (99.0, 3)], result.Fills.Select(fill => (fill.Price, Index(fill))));
        Assert.Equal(0, result.OrdersUnfilled);
    }

    [Fact]
    public void A_stop_limit_order_waits_as_a_limit_order_once_it_is_awake()
    {
        // Woken at 105 in the second bar; its limit of 103 is under that, so it needs the price to come back: in the third bar.
        var result = Run(Bars((100, 100, 100, 100), (100, 106, 99, 104), (104, 106, 101, 102)), NoCosts,
            (0, static (in StrategyContext context) => context.StopLimit(0, Side.Buy, TradeSize.Units(1), stop: 105, limit: 103)));

        Assert.Equal((103.0, 2), (result.Fills[0].Price, Index(result.Fills[0])));
    }

    [Fact]
    public void An_order_waits_for_the_volume_it_may_take()
    {
        var settings = NoCosts with { Costs = TradingCosts.None with { MaxVolumeShare = 0.1m } };

        // A tenth of 40, 30 and 100: 4, 3, and what is left of 9.
        var result = Run(WithVolumes((10, 10, 10, 10, 50), (10, 10, 10, 10, 40), (11, 11, 11, 11, 30), (12, 12, 12, 12, 100)), settings,
            (0, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(9))));

        Assert.Equal([(4.0, 10.0), (3.0, 11.0), (2.0, 12.0)], result.Fills.Select(fill => (fill.Units, fill.Price)));
        Assert.Equal(9, result.Trades[0].Quantity);
    }

    [Fact]
    public void Half_the_spread_and_the_orders_own_size_move_the_price()
    {
        // 10 x (1 + 0.01 slippage + 0.02 half spread + 0.5 x (20 / 100)^2).
        var costs = new TradingCosts(0, 0.01m) { SpreadRate = 0.04m, ImpactRate = 0.5m };

        var result = Run(WithVolumes((10, 10, 10, 10, 100), (10, 10, 10, 10, 100)), NoCosts with { Costs = costs },
            (0, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(20))));

        Assert.Equal(10.5, result.Fills[0].Price, 1e-12);
    }

    [Fact]
    public void An_order_is_cancelled_by_hand_or_by_its_age()
    {
        var result = Run(Bars((100, 100, 100, 100), (100, 101, 99, 100), (100, 101, 99, 100), (100, 101, 90, 100)), NoCosts,
            (0, static (in StrategyContext context) =>
            {
                context.Submit(new OrderRequest(0, Side.Buy, TradeSize.Units(1), OrderKind.Limit) { Limit = 95, GoodForBars = 2 });
                context.Limit(0, Side.Buy, TradeSize.Units(1), limit: 94);
                Assert.Equal(2, context.OrderCount);
            }),
            (1, static (in StrategyContext context) => Assert.True(context.Cancel(2))),
            (2, static (in StrategyContext context) => Assert.Equal((0, false), (context.Orders(0), context.Cancel(2)))));

        Assert.Empty(result.Fills);
    }

    [Fact]
    public void A_bar_that_trades_a_part_of_an_order_counts_towards_its_age()
    {
        var settings = NoCosts with { Costs = TradingCosts.None with { MaxVolumeShare = 0.1m } };

        // A tenth of 40 and of 30: 4 and 3; what is left of 9 has had its two bars.
        var result = Run(WithVolumes((10, 10, 10, 10, 50), (10, 10, 10, 10, 40), (11, 11, 11, 11, 30), (12, 12, 12, 12, 100)), settings,
            (0, static (in StrategyContext context) => context.Submit(new OrderRequest(0, Side.Buy, TradeSize.Units(9)) { GoodForBars = 2 })));

        Assert.Equal([(4.0, 10.0), (3.0, 11.0)], result.Fills.Select(fill => (fill.Units, fill.Price)));
    }

    [Fact]
    public void The_bar_that_wakes_a_stop_limit_order_counts_towards_its_age()
    {
        // Woken in the second bar; the third is its second and last, and only the fourth comes down to its limit.
        var result = Run(Bars((100, 100, 100, 100), (100, 106, 99, 104), (104, 106, 104, 105), (104, 106, 101, 102)), NoCosts,
            (0, static (in StrategyContext context) => context.Submit(
                new OrderRequest(0, Side.Buy, TradeSize.Units(1), OrderKind.StopLimit) { Stop = 105, Limit = 103, GoodForBars = 2 })));

        Assert.Empty(result.Fills);
    }

    [Fact]
    public void A_stop_limit_order_that_traded_a_part_does_not_wait_for_its_stop_again()
    {
        var settings = NoCosts with { Costs = TradingCosts.None with { MaxVolumeShare = 0.1m } };

        // Awake and filled in part at 105 in the second bar; the third stays under the stop, and its open is better than the limit.
        var result = Run(WithVolumes((100, 100, 100, 100, 50), (100, 106, 100, 104, 40), (104, 104.5, 103, 104, 60)), settings,
            (0, static (in StrategyContext context) => context.StopLimit(0, Side.Buy, TradeSize.Units(9), stop: 105, limit: 106)));

        Assert.Equal([(4.0, 105.0), (5.0, 104.0)], result.Fills.Select(fill => (fill.Units, fill.Price)));
    }

    [Fact]
    public void An_order_at_the_close_takes_no_volume_of_a_bar_twice()
    {
        var settings = NoCosts with { Costs = TradingCosts.None with { MaxVolumeShare = 0.1m }, Timing = FillTiming.Close };

        // A tenth of 50 at the close of its own bar, then once of each bar after it: of 40 at the open of 11, of 100 at the open of 12.
        var result = Run(WithVolumes((10, 10, 10, 10, 50), (11, 11, 11, 11, 40), (12, 12, 12, 12, 100)), settings,
            (0, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(12))));

        Assert.Equal([(5.0, 10.0), (4.0, 11.0), (3.0, 12.0)], result.Fills.Select(fill => (fill.Units, fill.Price)));
    }

    [Fact]
    public void A_sale_of_more_than_is_held_turns_the_position()
    {
        var result = Run(Flat(10, 10, 12, 11), NoCosts,
            (0, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(10))),
            (1, static (in StrategyContext context) => context.Sell(0, TradeSize.Units(15))));

        // 10 bought at 10 and sold at 12, 5 sold short at 12 and worth 11.
        Assert.Equal((1_025.0, 20.0), (result.FinalEquity, result.Trades[0].Profit));
        Assert.Equal((true, 5.0), (result.Trades[1].IsShort, result.Trades[1].Quantity));
    }

    [Fact]
    public void Market_orders_trade_at_the_close_when_that_is_asked_for()
    {
        var result = Run(Bars((10, 10, 10, 10), (20, 30, 20, 30)), NoCosts with { Timing = FillTiming.Close },
            (0, static (in StrategyContext context) => context.Buy(0, TradeSize.AllCash)));

        Assert.Equal((10.0, 3_000.0), (result.Fills[0].Price, result.FinalEquity));
    }

    private static int Index(SimulatedFill fill) => (int)((fill.Time - Day(0).UtcTicks) / TimeSpan.TicksPerDay);
}
