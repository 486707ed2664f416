using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Strategies;
using Trading.Domain.Values;
using static Trading.Domain.Tests.Matching.AMarket;

namespace Trading.Domain.Tests.Matching;

/// <summary>What one instrument's orders trade. Expected values: worked by hand, in comments where they are not plain.</summary>
public sealed class SimulatedMarketTests
{
    private static readonly MarketHolding Cash = new(10_000, 0);
    private static readonly MarketHolding Held = new(0, 10);
    private static readonly TradingCosts Tenth = TradingCosts.None with { MaxVolumeShare = 0.1m };

    [Fact]
    public void A_market_order_trades_at_the_open_with_slippage_and_half_the_spread_and_pays_the_commission()
    {
        var costs = new TradingCosts(0.001m, 0.0005m) { SpreadRate = 0.001m };

        var step = Us(costs).Trade(Cash, [Buy(OrderInstructions.Market)], Bar(100, 110, 90));

        // 0.05 % and half of 0.1 % on 100 is 100.10; 0.1 % of 1,001 is 1.001.
        Assert.Equal([(10m, 100.10m)], step.Traded());
        Assert.Equal(1.001m, step.Fills().Single().Commission.Value);
        Assert.Equal(new MarketHolding(10_000 - 1_001 - 1.001m, 10), step.Holding);
        Assert.True(step.Orders[0].IsDone);
    }

    public static TheoryData<RestingOrder, decimal?> Levels => new()
    {
        { Buy(Limit(105)), 100 },              // the open is better than the limit
        { Buy(Limit(95)), 95 },
        { Buy(Limit(89)), null },
        { Sell(Limit(95)), 100 },
        { Sell(Limit(108)), 108 },
        { Sell(Limit(111)), null },
        { Buy(Stop(98)), 100 },                // gapped past it over night
        { Buy(Stop(107)), 107 },
        { Buy(Stop(111)), null },
        { Sell(Stop(103)), 100 },
        { Sell(Stop(92)), 92 },
        { Sell(Stop(89)), null },
        { Buy(StopLimit(98, 102)), 100 },
        { Buy(StopLimit(98, 99)), 99 },        // woken at the open of 100, and its limit is reached later in the bar
        { Buy(StopLimit(107, 109)), 107 },
        { Buy(StopLimit(107, 104)), null },    // would have to come back
        { Sell(StopLimit(93, 91)), 93 },
        { Sell(StopLimit(93, 95)), null },
        { Sell(TrailBy(6)), 94 },              // from the last price of 100
        { Sell(TrailBy(11)), null },
        { Buy(TrailByRate(0.05m)), 105 },
        { Buy(TrailByRate(0.11m)), null },
    };

    [Theory]
    [MemberData(nameof(Levels))]
    public void A_bar_fills_an_order_at_its_level_or_at_an_open_beyond_it(RestingOrder order, decimal? price)
    {
        var step = Us().Trade(order.Side is Side.Buy ? Cash : Held, [order], Bar(100, 110, 90));

        Assert.Equal(price is { } expected ? [(10m, expected)] : [], step.Traded());
        Assert.Equal(price is not null, step.Orders[0].IsDone);
    }

    [Fact]
    public void A_limit_order_does_not_slip_and_a_stop_does()
    {
        var costs = new TradingCosts(0, 0.01m);

        Assert.Equal([(10m, 95m)], Us(costs).Trade(Cash, [Buy(Limit(95))], Bar(100, 110, 90)).Traded());
        Assert.Equal([(10m, 106.05m)], Us(costs).Trade(Cash, [Buy(Stop(105))], Bar(100, 110, 90)).Traded());
        Assert.Equal([(10m, 105m)], Us(costs).Trade(Cash, [Buy(StopLimit(105, 107))], Bar(100, 110, 90)).Traded());
    }

    [Fact]
    public void An_order_waits_for_the_volume_it_may_take()
    {
        // A tenth of 40, 30 and 100: 4, 3, and what is left of 9.
        var step = Us(Tenth).Trade(Cash, [Buy(OrderInstructions.Market, 9)], Bar(10, 10, 10, 40), Bar(11, 11, 11, 30, day: 1), Bar(12, 12, 12, 100, day: 2));

        Assert.Equal([(4m, 10m), (3m, 11m), (2m, 12m)], step.Traded());
        Assert.Equal([(1, false), (2, false), (3, true)], step.Fills().Select(fill => (fill.Number, fill.Completes)));
        Assert.Equal(10_000 - 40 - 33 - 24, step.Holding.Cash);
    }

    [Fact]
    public void A_stop_that_traded_a_part_goes_on_as_a_market_order()
    {
        // Woken at 105; the next bar opens at 101, under the stop.
        var step = Us(Tenth).Trade(Cash, [Buy(Stop(105), 10)], Bar(100, 106, 99, 60), Bar(101, 102, 100, day: 1));

        Assert.Equal([(6m, 105m), (4m, 101m)], step.Traded());
    }

    [Fact]
    public void A_stop_that_was_reached_stays_reached_where_the_volume_lets_nothing_trade()
    {
        // A tenth of 9 is no whole share.
        var step = Kospi(Tenth).Trade(new MarketHolding(10_000_000, 0), [Buy(Stop(80_100))], Bar(80_000, 80_100, 79_900, 9), Bar(79_000, 79_000, 78_000, day: 1));

        Assert.Equal([(10m, 79_000m)], step.Traded());
    }

    [Fact]
    public void A_stop_limit_order_that_traded_a_part_goes_on_as_a_limit_order()
    {
        var step = Us(Tenth).Trade(Cash, [Buy(StopLimit(105, 106), 10)], Bar(100, 106, 99, 60), Bar(107, 109, 107, day: 1), Bar(101, 102, 100, day: 2));

        Assert.Equal([(6m, 105m), (4m, 101m)], step.Traded());
    }

    [Fact]
    public void A_stop_limit_order_waits_as_a_limit_order_once_it_is_awake()
    {
        var step = Us().Trade(Cash, [Buy(StopLimit(105, 103), 1)], Bar(100, 106, 99), Bar(104, 106, 101, day: 1));

        Assert.Equal([(1m, 103m)], step.Traded());
    }

    [Fact]
    public void An_impact_grows_with_the_square_of_the_share_of_the_volume()
    {
        var costs = TradingCosts.None with { ImpactRate = 0.1m };

        // A tenth of the volume: 0.1 x 0.01 is 0.1 % of 100.
        Assert.Equal([(100m, 100.10m)], Us(costs).Trade(new MarketHolding(100_000, 0), [Buy(OrderInstructions.Market, 100)], Bar(100, 100, 100)).Traded());
    }

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

    [Fact]
    public void A_trailing_stop_follows_the_high_of_closed_bars_and_never_goes_back()
    {
        // Stands at 90 after the last price of 100, at 108 after the high of 120, and the high of 119 does not move it.
        var step = Us().Trade(
            Held, [Sell(TrailByRate(0.1m))], Bar(100, 105, 99), Bar(104, 120, 103, day: 1), Bar(118, 119, 109, day: 2), Bar(110, 111, 100, day: 3));

        Assert.Equal([(10m, 108m)], step.Traded());
    }

    [Fact]
    public void A_trailing_purchase_follows_the_low()
    {
        // 100 + 5, then 90 + 5 after the low of 90.
        var step = Us().Trade(Cash, [Buy(TrailBy(5))], Bar(100, 104, 90), Bar(91, 96, 90, day: 1));

        Assert.Equal([(10m, 95m)], step.Traded());
    }

    [Fact]
    public void A_trailing_stop_stands_on_the_grid_away_from_the_price()
    {
        // 3 % under 80,000 is 77,600; under 80,300 it is 77,891, and the tick is 100.
        var step = Kospi().Trade(Held, [Sell(TrailByRate(0.03m), last: 80_300)], Bar(80_000, 80_000, 77_000));

        Assert.Equal([(10m, 77_800m)], step.Traded());
    }

    [Fact]
    public void What_is_not_held_is_not_sold()
    {
        var step = Us().Trade(new MarketHolding(0, 4), [Sell(OrderInstructions.Market)], Bar(100, 100, 100));

        Assert.Equal([(4m, 100m)], step.Traded());
        Assert.Equal([("sell", MarketEnding.Refused)], step.Endings());
        Assert.Equal(0, step.Holding.Units);
    }

    [Fact]
    public void What_the_cash_does_not_buy_is_refused()
    {
        var step = Us().Trade(new MarketHolding(550, 0), [Buy(OrderInstructions.Market)], Bar(100, 100, 100));

        Assert.Equal([(5.5m, 100m)], step.Traded());
        Assert.Equal([("buy", MarketEnding.Refused)], step.Endings());
        Assert.Equal(0, step.Holding.Cash);
    }

    [Theory]
    [InlineData(300, true, 3)]     // 1,000 buys three whole ones
    [InlineData(250, false, 4)]
    [InlineData(1001, true, 0)]
    public void An_order_sized_in_cash_is_counted_at_the_fill(int price, bool whole, int units)
    {
        var order = Buy(OrderInstructions.Market) with { Size = new OrderSize.Cash(new Money(1_000), whole), Left = null };

        var step = Us().Trade(Cash, [order], Bar(price, price, price));

        Assert.Equal(units, step.Holding.Units);
        Assert.True(step.Orders[0].IsDone);
        Assert.Equal(units == 0 ? [("buy", MarketEnding.Refused)] : [], step.Endings());
    }

    [Fact]
    public void Nothing_trades_in_a_halted_bar_and_what_is_for_now_ends()
    {
        RestingOrder[] orders = [Buy(OrderInstructions.Market), Buy(OrderInstructions.Market.For(TimeInForce.ImmediateOrCancel), id: "now"), Buy(Limit(95).For(TimeInForce.Day), id: "day")];

        var halted = Us().Trade(Cash, orders, Bar(100, 100, 100, volume: 0));
        var resumed = Us().Trade(halted.Holding, halted.Orders, Bar(101, 101, 101, day: 1));

        Assert.Equal([("now", MarketEnding.Cancelled), ("day", MarketEnding.Expired)], halted.Endings());
        Assert.Empty(halted.Traded());
        Assert.Equal([(10m, 101m)], resumed.Traded());
    }

    [Fact]
    public void An_order_that_is_done_is_left_alone()
    {
        var done = Buy(OrderInstructions.Market) with { IsDone = true };

        var step = Us().Trade(Cash, [done], Bar(100, 100, 100));

        Assert.Equal((Cash, 0), (step.Holding, step.Changes.Count));
        Assert.Same(done, step.Orders[0]);
    }

    [Fact]
    public void In_Korea_a_purchase_waits_while_the_day_is_locked_at_its_upper_limit_and_a_sale_does_not()
    {
        // 30 % over 70,000 is 91,000.
        var limits = PriceLimits.Of(Segment.Kospi, Monday, 70_000)!.Value;
        var locked = Bar(91_000, 91_000, 91_000, limits: limits);

        Assert.Empty(Kospi().Trade(new MarketHolding(10_000_000, 0), [Buy(OrderInstructions.Market)], locked).Traded());
        Assert.Equal([(10m, 91_000m)], Kospi().Trade(Held, [Sell(OrderInstructions.Market)], locked).Traded());
    }

    [Fact]
    public void In_Korea_slippage_ends_on_the_grid_and_at_the_limit()
    {
        var costs = new TradingCosts(0, 0.0005m);
        var limits = PriceLimits.Of(Segment.Kospi, Monday, 70_000)!.Value;
        var rich = new MarketHolding(10_000_000, 0);

        // 80,000 and 0.05 % is 80,040, up to the next 100; 91,000 is the most that is allowed.
        Assert.Equal([(10m, 80_100m)], Kospi(costs).Trade(rich, [Buy(OrderInstructions.Market)], Bar(80_000, 81_000, 79_000, limits: limits)).Traded());
        Assert.Equal([(10m, 91_000m)], Kospi(costs).Trade(rich, [Buy(OrderInstructions.Market)], Bar(91_000, 91_000, 80_000, limits: limits)).Traded());
    }

    [Fact]
    public void In_Korea_shares_trade_whole_and_a_sale_pays_the_tax_of_its_day()
    {
        var bought = Kospi(TradingCosts.None with { MaxVolumeShare = 0.1m }).Trade(new MarketHolding(10_000_000, 0), [Buy(OrderInstructions.Market)], Bar(80_000, 80_000, 80_000, volume: 35));
        var sold = Kospi().Trade(Held, [Sell(OrderInstructions.Market)], Bar(80_000, 80_000, 80_000));

        // A tenth of 35 is 3; 0.18 % of 800,000 in 2024 is 1,440.
        Assert.Equal([(3m, 80_000m)], bought.Traded());
        Assert.Equal((1_440m, 798_560m), (sold.Fills().Single().Tax.Value, sold.Holding.Cash));
    }

    [Fact]
    public void Whatever_is_ordered_money_and_units_add_up_and_what_is_done_stays_done()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            var market = new SimulatedMarket(seed % 2 == 0 ? Segment.Kospi : Segment.UnitedStates, new TradingCosts(0.001m, 0.0005m) { MaxVolumeShare = 0.1m, CommissionMinimum = 1 });
            var (price, holding) = (10_000m, new MarketHolding(5_000_000, 100));
            List<RestingOrder> orders = [];
            Dictionary<OrderId, decimal> traded = [];
            for (var day = 0; day < 60; day++)
            {
                if (random.Next(2) == 0)
                    orders.Add(RandomOrder(random, $"order-{day}", price));
                var open = price + (100 * random.Next(-3, 4));
                var bar = Bar(open, open + (100 * random.Next(5)), open - (100 * random.Next(5)), random.Next(8) == 0 ? 0 : random.Next(1, 2_000), day);

                var step = market.Trade(orders, holding, bar);

                var context = $"seed {seed}, day {day}";
                var (cash, units) = (holding.Cash, holding.Units);
                foreach (var fill in step.Fills())
                {
                    var order = orders.Single(one => one.Id == fill.Order);
                    Assert.False(order.IsDone, context);
                    var sign = order.Side is Side.Buy ? 1 : -1;
                    (cash, units) = (cash - (sign * fill.Price.Value * fill.Quantity.Value) - fill.Commission.Value - fill.Tax.Value, units + (sign * fill.Quantity.Value));
                    traded[fill.Order] = traded.GetValueOrDefault(fill.Order) + fill.Quantity.Value;
                    Assert.True(traded[fill.Order] <= ((OrderSize.Units)order.Size).Quantity.Value, context);
                    Assert.True(fill.Quantity.Value <= 0.1m * bar.Volume, context);
                    Assert.True(order.Instructions.LimitPrice is not { Value: var limit } || sign * fill.Price.Value <= sign * limit, context);
                }

                // What a fill is worth is booked to eight decimals.
                Assert.True(Math.Abs(cash - step.Holding.Cash) <= 0.000001m && units == step.Holding.Units, context);
                Assert.True(step.Holding is { Cash: >= 0, Units: >= 0 }, context);
                Assert.Equal(step.Changes.OfType<MarketChange.Ended>().Count(), step.Changes.OfType<MarketChange.Ended>().Select(ended => ended.Order).Distinct().Count());
                Assert.True(orders.Zip(step.Orders).All(pair => !pair.First.IsDone || pair.Second == pair.First), context);
                (orders, holding) = ([.. step.Orders], step.Holding);
                price = open;
            }
        }
    }

    private static RestingOrder RandomOrder(Random random, string id, decimal price)
    {
        var side = (Side)random.Next(2);
        var kind = (OrderKind)random.Next(5);
        Price Near() => new(price + (100 * random.Next(-4, 5)));
        var instructions = new OrderInstructions(kind)
        {
            LimitPrice = kind is OrderKind.Limit or OrderKind.StopLimit ? Near() : null,
            StopPrice = kind is OrderKind.Stop or OrderKind.StopLimit ? Near() : null,
            TrailAmount = kind is OrderKind.TrailingStop ? 200 : null,
            TimeInForce = (TimeInForce)random.Next(kind is OrderKind.Market or OrderKind.Limit ? 4 : 2),
        };
        return Order(id, side, instructions, random.Next(1, 200), random.Next(3) == 0 ? "group" : null, price);
    }
}
