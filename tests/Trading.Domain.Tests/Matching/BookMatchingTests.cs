using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Strategies;
using Trading.Domain.Values;
using static Trading.Domain.Tests.Matching.AMarket;

namespace Trading.Domain.Tests.Matching;

/// <summary>What orders trade against an order book. Expected values: worked by hand, in comments where they are not plain.</summary>
public sealed class BookMatchingTests
{
    private static readonly MarketHolding Cash = new(10_000, 0);
    private static readonly MarketHolding Held = new(0, 10);

    /// <summary>Bids of 99 for 5 and 98 for 20, asks of 101 for 4, 102 for 3 and 104 for 50.</summary>
    private static readonly MarketBook Deep = Book([(99, 5), (98, 20)], [(101, 4), (102, 3), (104, 50)]);

    [Fact]
    public void A_market_order_walks_the_levels()
    {
        var step = Us().Trade(Cash, [Buy(OrderInstructions.Market)], Deep);

        Assert.Equal([(4m, 101m), (3m, 102m), (3m, 104m)], step.Traded());
        Assert.Equal(new MarketHolding(10_000 - 404 - 306 - 312, 10), step.Holding);
        Assert.True(step.Orders[0].IsDone);
        Assert.Equal([1, 2, 3], step.Fills().Select(fill => fill.Number));
        Assert.Equal([false, false, true], step.Fills().Select(fill => fill.Completes));
    }

    [Fact]
    public void A_sale_takes_the_bids()
    {
        var step = Us().Trade(Held, [Sell(OrderInstructions.Market)], Deep);

        Assert.Equal([(5m, 99m), (5m, 98m)], step.Traded());
        Assert.Equal(0, step.Holding.Units);
    }

    [Fact]
    public void A_limit_order_takes_what_is_at_its_limit_or_better_and_the_rest_rests()
    {
        var step = Us().Trade(Cash, [Buy(Limit(102))], Deep);

        Assert.Equal([(4m, 101m), (3m, 102m)], step.Traded());
        Assert.Equal((3m, false), (step.Orders[0].Left, step.Orders[0].IsDone));

        var next = Us().Trade(step.Holding, step.Orders, Book([(99, 5)], [(101.5m, 2)], second: 1));
        Assert.Equal([(2m, 101.5m)], next.Traded());
        Assert.Equal(3, next.Fills().Single().Number);
    }

    [Fact]
    public void An_order_away_from_the_market_trades_nothing()
    {
        Assert.Empty(Us().Trade(Cash, [Buy(Limit(100.99m))], Deep).Changes);
        Assert.Empty(Us().Trade(Held, [Sell(Limit(99.01m))], Deep).Changes);
    }

    [Fact]
    public void The_better_limit_trades_first_then_the_older_order()
    {
        RestingOrder[] orders = [Buy(Limit(101), 3, "old"), Buy(Limit(102), 2, "better"), Buy(Limit(101), 3, "young"), Buy(OrderInstructions.Market, 1, "market")];

        var step = Us().Trade(Cash, orders, Book([], [(101, 5)]));

        // The market order, then the limit of 102, then of 101 the older: 1 + 2 + 2 are the five there are.
        Assert.Equal([("market", 1m), ("better", 2m), ("old", 2m)], step.Fills().Select(fill => (fill.Order.Value, fill.Quantity.Value)));
    }

    [Fact]
    public void Of_sales_the_lower_limit_trades_first()
    {
        var step = Us().Trade(Held, [Sell(Limit(99), 4, "dear"), Sell(Limit(98), 4, "cheap")], Book([(99, 5)], []));

        Assert.Equal([("cheap", 4m, 99m), ("dear", 1m, 99m)], step.Fills().Select(fill => (fill.Order.Value, fill.Quantity.Value, fill.Price.Value)));
    }

    [Fact]
    public void A_sale_comes_first_so_that_its_money_is_there_for_a_purchase()
    {
        // 5 at 99 and 1 at 98 are 593, of which the SEC and FINRA take a cent each of either; 4 at 101 are 404.
        var step = Us().Trade(new MarketHolding(0, 6), [Buy(OrderInstructions.Market, 4), Sell(OrderInstructions.Market, 6)], Deep);

        Assert.Equal([("sell", 5m), ("sell", 1m), ("buy", 4m)], step.Fills().Select(fill => (fill.Order.Value, fill.Quantity.Value)));
        Assert.Equal(593 - 0.04m - 404, step.Holding.Cash);
    }

    [Fact]
    public void What_an_order_took_is_not_there_for_the_next_one()
    {
        var first = Us().Trade(Cash, [Buy(Limit(101), 3, "first")], Deep);
        var second = Us().Trade(first.Holding, [Buy(Limit(102), 9, "second")], Deep with { Taken = first.Taken });

        Assert.Equal([new BookLevel(101, 3)], first.Taken);
        Assert.Equal([(1m, 101m), (3m, 102m)], second.Traded());
        Assert.Equal([new BookLevel(101, 4), new BookLevel(102, 3)], second.Taken);
    }

    [Fact]
    public void What_is_immediate_or_cancelled_takes_what_is_there_and_ends()
    {
        var step = Us().Trade(Cash, [Buy(Limit(101).For(TimeInForce.ImmediateOrCancel))], Deep);

        Assert.Equal([(4m, 101m)], step.Traded());
        Assert.Equal([("buy", MarketEnding.Cancelled)], step.Endings());
    }

    [Theory]
    [InlineData(7, 7)]   // 4 at 101 and 3 at 102 are all that is there at 102 or better
    [InlineData(8, 0)]
    public void Fill_or_kill_trades_whole_or_not_at_all(int units, int traded)
    {
        var step = Us().Trade(Cash, [Buy(Limit(102).For(TimeInForce.FillOrKill), units)], Deep);

        Assert.Equal(traded, step.Holding.Units);
        Assert.Equal(traded == 0 ? [("buy", MarketEnding.Cancelled)] : [], step.Endings());
        Assert.Equal(traded, step.Taken.Sum(level => level.Quantity));
    }

    [Fact]
    public void Fill_or_kill_that_cannot_be_paid_whole_trades_nothing()
    {
        var step = Us().Trade(new MarketHolding(500, 0), [Buy(OrderInstructions.Market.For(TimeInForce.FillOrKill), 5)], Deep);   // 404 and 102 are more than 500

        Assert.Equal(new MarketHolding(500, 0), step.Holding);
        Assert.Equal([("buy", MarketEnding.Cancelled)], step.Endings());
    }

    public static TheoryData<RestingOrder, decimal?> Stops => new()
    {
        { Sell(Stop(99)), 99 },                // the bid is at the stop
        { Sell(Stop(98.99m)), null },          // the bid is above it, wherever the last trade was
        { Buy(Stop(101)), 101 },               // the ask is at the stop
        { Buy(Stop(101.01m)), null },
        { Sell(StopLimit(99, 99)), 99 },
        { Sell(StopLimit(100, 99.5m)), null }, // awake, and the bid is under its limit
        { Buy(StopLimit(100, 101)), 101 },
        { Sell(TrailBy(1)), 99 },              // from the last price of 100
        { Sell(TrailBy(1.01m)), null },
        { Buy(TrailBy(1)), 101 },
        { Buy(TrailByRate(0.02m)), null },
    };

    [Theory]
    [MemberData(nameof(Stops))]
    public void A_stop_is_reached_by_the_price_that_the_order_would_trade_at(RestingOrder order, decimal? first)
    {
        var step = Us().Trade(new MarketHolding(10_000, 10), [order], Deep);

        Assert.Equal(first, step.Fills().FirstOrDefault()?.Price.Value);
    }

    [Fact]
    public void A_stop_limit_order_that_is_awake_stays_so()
    {
        var woken = Us().Trade(Held, [Sell(StopLimit(100, 99.5m))], Deep);

        var step = Us().Trade(woken.Holding, woken.Orders, Book([(100.5m, 20)], [], second: 1));

        Assert.Equal([(10m, 100.5m)], step.Traded());   // above the stop again
    }

    [Fact]
    public void A_trailing_stop_follows_the_bid_and_never_goes_back()
    {
        // From 100 it stands at 98; a bid of 105 raises it to 103, one of 103.5 leaves it there, one of 103 reaches it.
        MarketBook[] books = [Book([(105, 20)], []), Book([(103.5m, 20)], [], second: 1), Book([(103, 20)], [], second: 2)];
        MarketStep step = new([Sell(TrailBy(2))], Held, []);

        foreach (var book in books[..2])
        {
            step = Us().Trade(step.Holding, step.Orders, book);
            Assert.Empty(step.Changes);
        }

        Assert.Equal([(10m, 103m)], Us().Trade(step.Holding, step.Orders, books[2]).Traded());
    }

    [Fact]
    public void Where_nobody_stands_nothing_trades_and_no_stop_is_reached()
    {
        RestingOrder[] orders = [Buy(OrderInstructions.Market, 1, "market"), Buy(Stop(100), 1, "stop"), Buy(OrderInstructions.Market.For(TimeInForce.ImmediateOrCancel), 1, "now")];

        var step = Us().Trade(Cash, orders, Book([(99, 5)], []));

        Assert.Empty(step.Traded());
        Assert.Equal([("now", MarketEnding.Cancelled)], step.Endings());
        Assert.False(step.Orders[1].IsAwake);
    }

    [Fact]
    public void Nothing_trades_outside_of_the_days_limits()
    {
        var book = Book([(70_000, 5)], [(91_000, 5), (91_100, 5)], segment: Segment.Kospi, limits: new PriceLimits(49_000, 91_000));

        var step = Kospi().Trade(new MarketHolding(10_000_000, 0), [Buy(OrderInstructions.Market)], book);

        Assert.Equal([(5m, 91_000m)], step.Traded());
    }

    [Fact]
    public void Each_fill_pays_commission_and_tax()
    {
        var costs = new TradingCosts(0.001m, 0.5m) { SpreadRate = 0.5m, ImpactRate = 0.5m, MaxVolumeShare = 0.1m };   // all but the first are a bar's

        var step = Kospi(costs).Trade(new MarketHolding(0, 10), [Sell(OrderInstructions.Market)], Book([(70_000, 6), (69_900, 9)], [], segment: Segment.Kospi));

        // 420,000 and 279,600: a tenth of a percent, and the tax of 2024, 0.18 %.
        Assert.Equal([(420m, 756m), (279.6m, 503.28m)], step.Fills().Select(fill => (fill.Commission.Value, fill.Tax.Value)));
        Assert.Equal(699_600 - 699.6m - 1_259.28m, step.Holding.Cash);
    }

    [Fact]
    public void What_is_sized_in_cash_is_counted_anew_at_each_level()
    {
        var order = new RestingOrder(new OrderId("buy"), Side.Buy, OrderInstructions.Market, new OrderSize.Cash(new Money(700), WholeUnits: true), null, 100);

        var step = Us().Trade(Cash, [order], Deep);

        // 404 buy 4 at 101; of the 296 left 204 buy 2 at 102.
        Assert.Equal([(4m, 101m), (2m, 102m)], step.Traded());
        Assert.True(step.Orders[0].IsDone);
    }

    [Fact]
    public void What_the_account_cannot_carry_ends_what_is_left()
    {
        var poor = Us().Trade(new MarketHolding(500, 0), [Buy(Limit(104), 10)], Book([], [(100, 20)]));
        var empty = Us().Trade(new MarketHolding(0, 3), [Sell(OrderInstructions.Market)], Deep);

        Assert.Equal(5, poor.Holding.Units);
        Assert.Equal([("buy", MarketEnding.Refused)], poor.Endings());
        Assert.Equal([(3m, 99m)], empty.Traded());
        Assert.Equal([("sell", MarketEnding.Refused)], empty.Endings());
    }

    [Fact]
    public void The_first_of_a_group_that_trades_ends_the_others()
    {
        var step = Us().Trade(Held, [Sell(Limit(99), id: "target", group: "exit"), Sell(Stop(99), id: "stop", group: "exit")], Deep);

        Assert.Equal(["stop", "stop"], step.Fills().Select(fill => fill.Order.Value));   // at the market, so before the limit
        Assert.Equal([("target", MarketEnding.Cancelled)], step.Endings());
    }

    [Fact]
    public void An_order_whose_time_is_over_does_not_trade()
    {
        var till = Buy(OrderInstructions.Market with { TimeInForce = TimeInForce.GoodTillDate, GoodTill = Deep.Book.Time });
        var day = Buy(OrderInstructions.Market.For(TimeInForce.Day), id: "day") with { FirstSession = Monday.AddDays(-3) };

        Assert.Equal([("buy", MarketEnding.Expired), ("day", MarketEnding.Expired)], Us().Trade(Cash, [till, day], Deep).Endings());
    }

    [Fact]
    public void A_bar_that_opened_before_the_book_trades_no_order_that_has_met_it()
    {
        var met = Us().Trade(Cash, [Buy(Limit(100))], Deep);
        Assert.Empty(met.Changes);

        // The book stood at 17:00Z: 150 minutes after the session's open.
        var before = Us().Trade(met.Holding, met.Orders, Minute(95, 149));
        var after = Us().Trade(before.Holding, before.Orders, Minute(97, 150));

        Assert.Empty(before.Changes);
        Assert.Equal([(10m, 97m)], after.Traded());
    }

    [Fact]
    public void A_bar_from_before_the_book_ends_a_day_order_and_moves_no_trailing_stop()
    {
        var met = Us().Trade(Held, [Sell(TrailBy(50), id: "trail"), Sell(Limit(120).For(TimeInForce.Day), id: "day")], Deep);

        var step = Us().Trade(met.Holding, met.Orders, Bar(100, 200, 90));   // the whole day's bar, opened in the morning

        Assert.Empty(step.Traded());
        Assert.Equal([("day", MarketEnding.Expired)], step.Endings());
        Assert.Equal(100, step.Orders[0].Best);
    }
}
