using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Strategies;
using static Trading.Domain.Tests.Matching.AMarket;

namespace Trading.Domain.Tests.Matching;

/// <summary>How long orders work, and what they do to each other. Expected values: worked by hand, in comments where they are not plain.</summary>
public sealed class SimulatedMarketLifeTests
{
    private static readonly MarketHolding Cash = new(10_000, 0);
    private static readonly MarketHolding Held = new(0, 10);
    private static readonly TradingCosts Tenth = TradingCosts.None with { MaxVolumeShare = 0.1m };

    [Fact]
    public void What_is_immediate_or_cancelled_takes_what_is_there_and_ends()
    {
        var order = Buy(OrderInstructions.Market.For(TimeInForce.ImmediateOrCancel), 9);

        var step = Us(Tenth).Trade(Cash, [order], Bar(10, 10, 10, 40), Bar(10, 10, 10, day: 1));

        Assert.Equal([(4m, 10m)], step.Traded());
        Assert.Equal([("buy", MarketEnding.Cancelled)], step.Endings());
    }

    [Fact]
    public void What_is_immediate_or_cancelled_does_not_wait_for_the_rest_of_the_bar()
    {
        var step = Us().Trade(Cash, [Buy(Limit(95).For(TimeInForce.ImmediateOrCancel))], Bar(100, 110, 90));

        Assert.Empty(step.Traded());
        Assert.Equal([("buy", MarketEnding.Cancelled)], step.Endings());
    }

    [Theory]
    [InlineData(89, 0)]
    [InlineData(90, 9)]   // a tenth of 90 is all of it
    public void Fill_or_kill_trades_whole_or_not_at_all(int volume, int traded)
    {
        var step = Us(Tenth).Trade(Cash, [Buy(OrderInstructions.Market.For(TimeInForce.FillOrKill), 9)], Bar(10, 10, 10, volume));

        Assert.Equal(traded, step.Holding.Units);
        Assert.Equal(traded == 0 ? [("buy", MarketEnding.Cancelled)] : [], step.Endings());
    }

    [Fact]
    public void Fill_or_kill_that_cannot_be_paid_whole_trades_nothing()
    {
        var step = Us().Trade(new MarketHolding(999, 0), [Buy(OrderInstructions.Market.For(TimeInForce.FillOrKill))], Bar(100, 100, 100));

        Assert.Equal(new MarketHolding(999, 0), step.Holding);
        Assert.Equal([("buy", MarketEnding.Cancelled)], step.Endings());
    }

    [Fact]
    public void A_day_order_ends_with_the_last_bar_of_its_session()
    {
        var order = Buy(Limit(95).For(TimeInForce.Day));

        var during = Us().Trade(Cash, [order], Minute(100, 0), Minute(99, 1));
        var after = Us().Trade(during.Holding, during.Orders, Minute(98, 2, endsSession: true), Minute(90, 0, day: 1));

        Assert.Empty(during.Changes);
        Assert.Equal([("buy", MarketEnding.Expired)], after.Endings());
        Assert.Empty(after.Traded());
    }

    [Fact]
    public void A_day_order_trades_in_the_last_bar_before_it_ends()
    {
        var step = Us().Trade(Cash, [Buy(Limit(95).For(TimeInForce.Day))], Minute(100, 0), Minute(94, 1, endsSession: true));

        Assert.Equal([(10m, 94m)], step.Traded());
        Assert.Empty(step.Endings());
    }

    [Fact]
    public void A_day_order_whose_last_bars_are_missing_does_not_trade_on_the_next_day()
    {
        var step = Us().Trade(Cash, [Buy(Limit(95).For(TimeInForce.Day))], Minute(100, 0), Minute(90, 0, day: 1));

        Assert.Empty(step.Traded());
        Assert.Equal([("buy", MarketEnding.Expired)], step.Endings());
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void An_order_good_till_a_date_trades_in_no_bar_that_opens_then_or_later(int ticksLater, bool trades)
    {
        var bar = Minute(90, 5);
        var order = Buy(Limit(95).For(TimeInForce.GoodTillDate) with { GoodTill = bar.OpensAt.AddTicks(ticksLater) });

        var step = Us().Trade(Cash, [order], Minute(100, 0), bar);

        Assert.Equal(trades, step.Traded().Any());
        Assert.Equal(trades ? [] : [("buy", MarketEnding.Expired)], step.Endings());
    }

    [Fact]
    public void A_good_till_cancelled_order_outlives_its_session()
    {
        var step = Us().Trade(Cash, [Buy(Limit(95))], Bar(100, 100, 100), Bar(99, 99, 99, day: 1), Bar(94, 94, 94, day: 300));

        Assert.Equal([(10m, 94m)], step.Traded());
    }

    [Fact]
    public void The_first_of_a_group_that_trades_ends_the_others_also_when_it_trades_a_part()
    {
        RestingOrder[] orders = [Buy(Stop(105), 10, "stop", "oco"), Buy(Limit(95), 10, "limit", "oco"), Buy(Limit(95), 1, "other")];

        var step = Us(Tenth).Trade(Cash, orders, Bar(100, 106, 99, 60), Bar(94, 94, 94, day: 1));

        Assert.Equal([("stop", 6m), ("stop", 4m), ("other", 1m)], step.Fills().Select(fill => (fill.Order.Value, fill.Quantity.Value)));
        var ended = Assert.Single(step.Changes.OfType<MarketChange.Ended>());
        Assert.Equal(("limit", MarketEnding.Cancelled), (ended.Order.Value, ended.Ending));
        Assert.Contains("stop", ended.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bar_that_reaches_stop_and_target_is_read_as_a_loss()
    {
        RestingOrder[] orders = [Sell(Limit(110), 10, "target", "exit"), Sell(Stop(90), 10, "stop", "exit")];

        var step = Us().Trade(Held, orders, Bar(100, 115, 85));

        Assert.Equal([(10m, 90m)], step.Traded());
        Assert.Equal([("target", MarketEnding.Cancelled)], step.Endings());
    }

    [Fact]
    public void What_was_bought_after_the_open_can_be_stopped_out_but_reaches_no_target_in_the_same_bar()
    {
        RestingOrder[] orders = [Buy(Limit(95)), Sell(Limit(98), 10, "target", "exit"), Sell(Stop(91), 10, "stop", "exit")];

        // The stop before the position is there ends in a refusal, so it is not reached: the low is 92.
        var target = Us().Trade(Cash, orders[..2], Bar(96, 97, 94), Bar(97, 99, 96, day: 1));
        var stop = Us().Trade(Cash, [orders[0], orders[2]], Bar(96, 97, 92), Bar(92, 92, 90, day: 1));

        Assert.Equal([("buy", 95m), ("target", 98m)], target.Fills().Select(fill => (fill.Order.Value, fill.Price.Value)));
        Assert.Equal([("buy", 95m), ("stop", 91m)], stop.Fills().Select(fill => (fill.Order.Value, fill.Price.Value)));
    }

    [Fact]
    public void The_stop_of_what_was_bought_in_a_bar_works_in_that_bar()
    {
        var step = Us().Trade(Cash, [Buy(Limit(95)), Sell(Stop(91), 10, "stop")], Bar(96, 97, 90));

        Assert.Equal([("buy", 95m), ("stop", 91m)], step.Fills().Select(fill => (fill.Order.Value, fill.Price.Value)));
    }

    [Fact]
    public void Sales_make_room_for_purchases_at_the_same_open()
    {
        var step = Us().Trade(new MarketHolding(0, 10), [Buy(OrderInstructions.Market, 5), Sell(OrderInstructions.Market, 10)], Bar(100, 100, 100));

        Assert.Equal(["sell", "buy"], step.Fills().Select(fill => fill.Order.Value));
        Assert.Equal(5, step.Holding.Units);
    }
}
