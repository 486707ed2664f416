using Trading.Domain.Matching;
using Trading.Domain.Orders;

namespace Trading.Domain.Tests.Matching;

public sealed class BarMatchingTests
{
    private static readonly BarPrices<decimal> Bar = new(100, 110, 90);

    [Theory]
    [InlineData(OrderKind.Market, Side.Buy, 0, 0, BarTouch.Filled)]
    [InlineData(OrderKind.Limit, Side.Buy, 100, 0, BarTouch.Filled)]       // the open is the limit
    [InlineData(OrderKind.Limit, Side.Buy, 105, 0, BarTouch.Filled)]       // better than the limit
    [InlineData(OrderKind.Limit, Side.Buy, 99, 0, BarTouch.None)]
    [InlineData(OrderKind.Limit, Side.Sell, 99, 0, BarTouch.Filled)]
    [InlineData(OrderKind.Limit, Side.Sell, 101, 0, BarTouch.None)]
    [InlineData(OrderKind.Stop, Side.Sell, 0, 103, BarTouch.Filled)]       // gapped through
    [InlineData(OrderKind.Stop, Side.Sell, 0, 97, BarTouch.None)]
    [InlineData(OrderKind.TrailingStop, Side.Buy, 0, 95, BarTouch.Filled)]
    [InlineData(OrderKind.StopLimit, Side.Buy, 102, 98, BarTouch.Filled)]
    [InlineData(OrderKind.StopLimit, Side.Buy, 99, 98, BarTouch.Triggered)]   // gapped past the stop and the limit
    [InlineData(OrderKind.StopLimit, Side.Buy, 103, 102, BarTouch.None)]
    public void The_open_fills_what_it_has_reached(OrderKind kind, Side side, double limit, double stop, BarTouch expected) =>
        Assert.Equal(expected, BarMatching.AtOpen(Order(kind, side, limit, stop), Bar.Open));

    [Theory]
    [InlineData(OrderKind.Limit, Side.Buy, 95, 0, BarTouch.Filled, 95)]
    [InlineData(OrderKind.Limit, Side.Buy, 90, 0, BarTouch.Filled, 90)]
    [InlineData(OrderKind.Limit, Side.Buy, 89, 0, BarTouch.None, 0)]
    [InlineData(OrderKind.Limit, Side.Sell, 110, 0, BarTouch.Filled, 110)]
    [InlineData(OrderKind.Stop, Side.Sell, 0, 92, BarTouch.Filled, 92)]
    [InlineData(OrderKind.Stop, Side.Sell, 0, 89, BarTouch.None, 0)]
    [InlineData(OrderKind.Stop, Side.Buy, 0, 108, BarTouch.Filled, 108)]
    [InlineData(OrderKind.StopLimit, Side.Buy, 109, 107, BarTouch.Filled, 107)]
    [InlineData(OrderKind.StopLimit, Side.Buy, 104, 107, BarTouch.Triggered, 0)]   // would have to come back
    [InlineData(OrderKind.StopLimit, Side.Sell, 91, 93, BarTouch.Filled, 93)]
    [InlineData(OrderKind.TrailingStop, Side.Sell, 0, 96, BarTouch.Filled, 96)]
    [InlineData(OrderKind.Market, Side.Buy, 0, 0, BarTouch.None, 0)]
    public void After_the_open_an_order_fills_at_its_level(OrderKind kind, Side side, double limit, double stop, BarTouch expected, double price)
    {
        var touch = BarMatching.AfterOpen(Order(kind, side, limit, stop), Bar, out var filled);

        Assert.Equal(expected, touch);
        if (touch is BarTouch.Filled)
            Assert.Equal((decimal)price, filled);
    }

    [Fact]
    public void A_stop_above_the_whole_bar_is_filled_no_better_than_the_high()
    {
        // The stop of a position whose entry slipped above the bar.
        BarMatching.AfterOpen(Order(OrderKind.Stop, Side.Sell, 0, 115), Bar, out var price);

        Assert.Equal(110, price);
    }

    [Fact]
    public void Stops_come_before_entries_and_these_before_targets() => Assert.Equal(
        [0, 0, 1, 1, 2],
        [
            BarMatching.Rank(OrderKind.Stop, reduces: true), BarMatching.Rank(OrderKind.TrailingStop, reduces: true),
            BarMatching.Rank(OrderKind.Limit, reduces: false), BarMatching.Rank(OrderKind.Stop, reduces: false),
            BarMatching.Rank(OrderKind.Limit, reduces: true),
        ]);

    [Fact]
    public void A_halted_share_has_no_open_or_no_volume()
    {
        Assert.True(BarMatching.IsHalted(new BarPrices<double>(0, 0, 0), 0, hasVolume: false));
        Assert.True(BarMatching.IsHalted(new BarPrices<double>(10, 11, 9), 0, hasVolume: true));
        Assert.False(BarMatching.IsHalted(new BarPrices<double>(10, 11, 9), 0, hasVolume: false));
        Assert.False(BarMatching.IsHalted(new BarPrices<double>(10, 11, 9), 5, hasVolume: true));
    }

    [Fact]
    public void At_the_upper_limit_no_one_sells_and_at_the_lower_no_one_buys()
    {
        var upper = new BarPrices<decimal>(13_000, 13_000, 13_000);
        var lower = new BarPrices<decimal>(7_000, 7_000, 7_000);

        Assert.True(BarMatching.IsLocked(Side.Buy, upper, 7_000, 13_000));
        Assert.False(BarMatching.IsLocked(Side.Sell, upper, 7_000, 13_000));
        Assert.True(BarMatching.IsLocked(Side.Sell, lower, 7_000, 13_000));
        Assert.False(BarMatching.IsLocked(Side.Buy, lower, 7_000, 13_000));
    }

    [Fact]
    public void Random_fills_are_inside_the_bar_and_never_worse_than_a_limit()
    {
        const int seed = 20261127;
        var random = new Random(seed);
        for (var run = 0; run < 20_000; run++)
        {
            var low = 50 + (random.NextDouble() * 50);
            var high = low + (random.NextDouble() * 20);
            var bar = new BarPrices<double>(low + (random.NextDouble() * (high - low)), high, low);
            var order = new OrderTerms<double>(
                (OrderKind)random.Next(5), (Side)random.Next(2), 40 + (random.NextDouble() * 90), 40 + (random.NextDouble() * 90));

            var price = bar.Open;
            var filled = BarMatching.AtOpen(order, bar.Open) is BarTouch.Filled || BarMatching.AfterOpen(order, bar, out price) is BarTouch.Filled;

            var what = $"seed {seed}, run {run}: {order} on {bar} at {price}";
            Assert.True(!filled || (price >= bar.Low && price <= bar.High), what);
            if (filled && order.Kind is OrderKind.Limit or OrderKind.StopLimit)
                Assert.True(order.Side is Side.Buy ? price <= order.Limit : price >= order.Limit, what);
        }
    }

    private static OrderTerms<decimal> Order(OrderKind kind, Side side, double limit, double stop) => new(kind, side, (decimal)limit, (decimal)stop);
}
