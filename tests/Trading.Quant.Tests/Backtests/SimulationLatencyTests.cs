using Trading.Domain.MarketData;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;
using Trading.Quant.SyntheticData;
using static Trading.Quant.Tests.Backtests.Script;

namespace Trading.Quant.Tests.Backtests;

/// <summary>Expected values: by hand. The bars are minutes from 14:30Z on.</summary>
public sealed class SimulationLatencyTests
{
    private static readonly BarSeries Minutes = MinutesAt((0, 100, 101, 99), (1, 102, 103, 101), (2, 104, 105, 103), (3, 106, 107, 105), (6, 108, 109, 107));

    [Fact]
    public void An_order_made_at_a_close_misses_the_open_of_that_very_moment()
    {
        // Made when the first minute closes at 14:31, there at 14:31:00.001: the bar of 14:32 is the first to open after that.
        var result = Run(Minutes, With(1), (0, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(1))));

        Assert.Equal((104.0, 2), Assert.Single(result.Fills.Select(fill => (fill.Price, Minute(fill)))));
    }

    [Theory]
    [InlineData(0, 1, 102)]
    [InlineData(59_999, 2, 104)]
    [InlineData(60_000, 2, 104)]    // there at 14:32, as the bar opens
    [InlineData(60_001, 3, 106)]
    [InlineData(120_001, 6, 108)]   // there just after 14:33, and the next bar is that of 14:36
    public void An_order_trades_at_the_first_open_after_its_arrival(int milliseconds, int minute, double price)
    {
        var result = Run(Minutes, With(milliseconds), (0, static (in StrategyContext context) => context.Buy(0, TradeSize.Units(1))));

        Assert.Equal((price, minute), Assert.Single(result.Fills.Select(fill => (fill.Price, Minute(fill)))));
    }

    [Fact]
    public void A_bar_that_reaches_a_limit_before_the_order_is_there_does_not_trade_it()
    {
        // 101 is reached in the minute of 14:31 and never again.
        var limit = Run(Minutes, With(1), (0, static (in StrategyContext context) => context.Limit(0, Side.Buy, TradeSize.Units(1), 101)));

        Assert.Empty(limit.Fills);
        Assert.Single(Run(Minutes, With(0), (0, static (in StrategyContext context) => context.Limit(0, Side.Buy, TradeSize.Units(1), 101))).Fills);
    }

    [Fact]
    public void An_order_ages_from_its_arrival_on()
    {
        // Good for one bar, that of 14:32.
        var result = Run(Minutes, With(1), (0, static (in StrategyContext context) =>
            context.Submit(new OrderRequest(0, Side.Buy, TradeSize.Units(1), OrderKind.Stop) { Stop = 104, GoodForBars = 1 })));

        Assert.Equal((104.0, 2), Assert.Single(result.Fills.Select(fill => (fill.Price, Minute(fill)))));
    }

    [Fact]
    public void A_stop_that_a_fill_places_is_at_the_market_already()
    {
        var bars = MinutesAt((0, 100, 101, 99), (1, 100, 101, 99), (2, 100, 101, 85));

        var result = Run(bars, With(1), (0, static (in StrategyContext context) =>
            context.Open(0, Side.Buy, TradeSize.Units(1), new Bracket(Distance.Fraction(0.1), Distance.None, Distance.None))));

        Assert.Equal([(100.0, 2), (90.0, 2)], result.Fills.Select(fill => (fill.Price, Minute(fill))));
    }

    [Fact]
    public void Daily_bars_are_the_same_with_the_longest_latency()
    {
        var market = RandomTrader.Market(1);
        var plain = new SimulationSettings(100_000, TradingCosts.None, 252) { Interval = Interval.OneDay };

        var expected = Simulation.Run(market, new RandomTrader(1), plain, TestContext.Current.CancellationToken);
        var actual = Simulation.Run(
            market, new RandomTrader(1), plain with { Costs = TradingCosts.None with { LatencyMilliseconds = StrategyLimits.MaxLatencyMilliseconds } }, TestContext.Current.CancellationToken);

        Assert.NotEmpty(expected.Fills);
        Assert.Equal(expected.Fills, actual.Fills);
        Assert.Equal(expected.Equity, actual.Equity);
    }

    [Fact]
    public void No_latency_is_the_same_to_the_last_bit()
    {
        var bars = SyntheticBars.Minutes(2_000);
        for (var seed = 1; seed <= 10; seed++)
        {
            var said = Simulation.Run([Us(bars)], new RandomTrader(seed), With(0), TestContext.Current.CancellationToken);
            var unsaid = Simulation.Run([Us(bars)], new RandomTrader(seed), NoCosts, TestContext.Current.CancellationToken);

            Assert.True(said.Fills.Count > 50, $"seed {seed} trades {said.Fills.Count} times");
            Assert.True(said.Fills.SequenceEqual(unsaid.Fills) && said.Equity.SequenceEqual(unsaid.Equity), $"seed {seed} differs");
        }
    }

    [Fact]
    public void More_latency_makes_no_order_trade_earlier_and_none_before_it_is_there()
    {
        var bars = SyntheticBars.Minutes(600);
        var later = 0;
        for (var seed = 1; seed <= 30; seed++)
        {
            var random = new Random(seed);
            int[] latencies = [.. Enumerable.Range(0, 4).Select(_ => random.Next(300_000)).Order()];
            Dictionary<int, long> before = [];
            foreach (var latency in latencies)
            {
                var result = Simulation.Run([Us(bars)], new Buyer(seed), With(latency), TestContext.Current.CancellationToken);
                var made = result.Orders.ToDictionary(order => order.Id, order => order.Time);
                var traded = result.Fills.ToDictionary(fill => fill.Order, fill => fill.Time);

                Assert.True(traded.Count > 30, $"seed {seed} trades {traded.Count} times");
                Assert.All(traded, fill => Assert.True(
                    fill.Value >= made[fill.Key] + TimeSpan.TicksPerMinute + (latency * TimeSpan.TicksPerMillisecond), $"seed {seed}, order {fill.Key} of {latency} ms"));
                Assert.All(before, fill => Assert.True(
                    !traded.TryGetValue(fill.Key, out var time) || time >= fill.Value, $"seed {seed}, order {fill.Key} of {latency} ms traded earlier"));
                later += before.Count(fill => traded.GetValueOrDefault(fill.Key) > fill.Value);
                before = traded;
            }
        }

        Assert.InRange(later, 100, int.MaxValue);
    }

    [Fact]
    public void A_run_with_latency_needs_the_interval_and_fills_at_opens()
    {
        var unknown = Assert.Throws<ArgumentException>(() => Run(Minutes, NoCosts with { Costs = TradingCosts.None with { LatencyMilliseconds = 1 } }));
        var close = Assert.Throws<ArgumentException>(() => Run(Minutes, With(1) with { Timing = FillTiming.Close }));

        Assert.Contains("interval", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("close", close.Message, StringComparison.Ordinal);
    }

    private static SimulationSettings With(int milliseconds) =>
        NoCosts with { Interval = Interval.OneMinute, Costs = TradingCosts.None with { LatencyMilliseconds = milliseconds } };

    private static BarSeries MinutesAt(params (int Minute, double Open, double High, double Low)[] bars) => BarSeries.FromBars(
        [.. bars.Select(bar => new Bar(Day(1).AddHours(14.5).AddMinutes(bar.Minute), bar.Open, bar.High, bar.Low, bar.Open, 1_000))]);

    private static int Minute(SimulatedFill fill) => new DateTime(fill.Time).Minute - 30;

    /// <summary>Buys a hundredth of a unit now and then, by an order of any kind: so little that no order is in the way of another.</summary>
    private sealed class Buyer(int seed) : IStrategy
    {
        private readonly Random random = new(seed);

        public void OnBar(in StrategyContext context)
        {
            var (kind, away, waits) = ((OrderKind)random.Next(5), random.NextDouble() * 0.002, random.Next(10) > 0);
            if (waits)
                return;
            var close = context.Last(0).Close;
            context.Submit(new OrderRequest(0, Side.Buy, TradeSize.Units(0.01), kind)
            {
                Limit = close * (kind is OrderKind.Limit ? 1 - away : 1 + (2 * away)),
                Stop = close * (1 + away),
                Trail = Distance.Fraction(0.0005 + away),
            });
        }
    }
}
