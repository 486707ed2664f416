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
        var order = Buy(OrderInstructions.Market) with { Size = new OrderSize.Cash(new Money(1_000), whole), Left = null, CashLeft = 1_000 };

        var step = Us().Trade(Cash, [order], Bar(price, price, price));

        Assert.Equal(units, step.Holding.Units);
        Assert.True(step.Orders[0].IsDone);
        Assert.Equal(units == 0 ? [("buy", MarketEnding.Refused)] : [], step.Endings());
    }

    [Fact]
    public void What_is_sized_in_cash_and_fills_in_parts_spends_no_more_than_its_cash_where_the_price_rises()
    {
        var order = Buy(OrderInstructions.Market) with { Size = new OrderSize.Cash(new Money(1_000), WholeUnits: true), Left = null, CashLeft = 1_000 };
        var market = new SimulatedMarket(Segment.UnitedStates, Tenth);

        // Ten at 100 are wanted and six traded; the 400 that are left buy two at 150, and then nothing.
        var first = market.Trade(Cash, [order], Bar(100, 100, 100, volume: 60));
        var second = market.Trade(first.Holding, first.Orders, Bar(150, 150, 150, day: 1));

        Assert.Equal([(6m, 100m)], first.Traded());
        Assert.Equal([(2m, 150m)], second.Traded());
        Assert.True(second.Orders[0].IsDone);
        Assert.Empty(second.Endings());
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
