using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Strategies;
using Trading.Domain.Values;
using Trading.Quant.Backtests;

namespace Trading.Quant.Tests.Backtests;

/// <summary>The simulated exchange behind accounts trades as back-tests do: the same orders on the same real bars fill in the same bars, at the same prices.</summary>
[Trait("Reference", "beside")]
public sealed class SimulatedMarketParityTests
{
    private const decimal InitialCash = 1_000_000_000;

    [Theory]
    [InlineData("data/us/SPY.1d.csv", Segment.UnitedStates, 0.00002, 1)]
    [InlineData("data/us/SPY.1d.csv", Segment.UnitedStates, 0.00002, 2)]
    [InlineData("data/kr/005930.1d.csv", Segment.Kospi, 0.00002, 3)]
    [InlineData("data/kr/005930.1985-2018.1d.csv", Segment.Kospi, 0.002, 4)]
    public void Both_trade_the_same_fills(string file, Segment segment, double volumeShare, int seed)
    {
        var bars = Reference.Bars(file);
        var costs = new TradingCosts(0.0002m, 0.0005m) { SpreadRate = 0.0002m, ImpactRate = 0.1m, CommissionMinimum = 1, MaxVolumeShare = (decimal)volumeShare };
        var lot = SegmentRules.LotOf(segment);
        var instrument = new SimulatedInstrument(InstrumentId.Create(SegmentRules.MarketOf(segment), "A"), bars) { Segment = segment, Lot = lot };
        var settings = new SimulationSettings(InitialCash, costs, 252) { Mode = SimulationMode.Exact };

        var hand = new Hand(seed, segment);
        var expected = Simulation.Run([instrument], hand, settings, TestContext.Current.CancellationToken);
        var actual = Replay(bars, segment, costs, expected.Orders, hand.Cancels);

        Assert.Equal(5, expected.Orders.Where(order => expected.Fills.Any(fill => fill.Order == order.Id)).Select(order => order.Request.Kind).Distinct().Count());
        Assert.True(expected.Fills.GroupBy(fill => fill.Order).Any(fills => fills.Count() > 1), $"seed {seed}: no order was filled in parts, so that nothing is shown");
        Assert.Equal(expected.Fills.Count, actual.Count);
        Assert.All(expected.Fills.Zip(actual), pair =>
        {
            var (first, second) = pair;
            Assert.Equal((first.Time, first.Order, first.Side), (second.Time, second.Order, second.Side));
            Assert.Equal((first.Units, first.Price), (second.Units, second.Price));
            Assert.Equal((first.Commission, first.Tax), (second.Commission, second.Tax));
        });
    }

    private static List<SimulatedFill> Replay(BarSeries bars, Segment segment, TradingCosts costs, IReadOnlyList<SimulatedOrder> given, IReadOnlySet<long> cancels)
    {
        var market = new SimulatedMarket(segment, costs);
        var holding = new MarketHolding(InitialCash, 0);
        List<SimulatedFill> fills = [];
        List<RestingOrder> working = [];
        var byBar = given.ToLookup(order => order.Time);
        for (var i = 1; i < bars.Count; i++)
        {
            if (cancels.Contains(bars.Times[i - 1]))
                working.Clear();
            working.AddRange(byBar[bars.Times[i - 1]].Select(order => Resting(order, bars[i - 1].Close)));
            var step = market.Trade(working, holding, Bar(bars, i, segment));
            holding = step.Holding;
            foreach (var fill in step.Changes.OfType<MarketChange.Filled>())
            {
                var side = step.Orders.Single(order => order.Id == fill.Order).Side;
                fills.Add(new SimulatedFill(
                    bars.Times[i], 0, int.Parse(fill.Order.Value, System.Globalization.CultureInfo.InvariantCulture), side, (double)fill.Quantity.Value, (double)fill.Price.Value,
                    (double)fill.Commission.Value, (double)fill.Tax.Value, null));
            }

            working = [.. step.Orders.Where(order => !order.IsDone)];
        }

        return fills;
    }

    private static RestingOrder Resting(SimulatedOrder given, double close)
    {
        var request = given.Request;
        var instructions = new OrderInstructions(request.Kind)
        {
            LimitPrice = Price.FromMarket(request.Limit),
            StopPrice = Price.FromMarket(request.Stop),
            TrailAmount = (decimal)request.Trail.Value,
        };
        return new RestingOrder(
            new OrderId($"{given.Id}"), request.Side, instructions, new OrderSize.Units(new Quantity((decimal)request.Size.Value)),
            request.Group == 0 ? null : $"{request.Group}", Price.FromMarket(close).Value);
    }

    private static MarketBar Bar(BarSeries bars, int i, Segment segment)
    {
        var bar = bars[i];
        var date = DateOnly.FromDateTime(bar.Time.UtcDateTime);
        var prices = new BarPrices<decimal>(Price.FromMarket(bar.Open).Value, Price.FromMarket(bar.High).Value, Price.FromMarket(bar.Low).Value);
        return new MarketBar(
            bar.Time, bar.Time, date, true, prices, (decimal)bar.Volume, bars.Volume[..(i + 1)].ContainsAnyExcept(0), PriceLimits.Of(segment, date, Price.FromMarket(bars[i - 1].Close).Value));
    }

    /// <summary>Buys when it holds nothing and sells all that it holds, with orders of every kind by the seed. What is left after twenty bars it cancels.</summary>
    private sealed class Hand(int seed, Segment segment) : IStrategy
    {
        private const int Bars = 20;
        private readonly Random random = new(seed);
        private readonly HashSet<long> cancels = [];
        private int age;

        /// <summary>Bars, as UTC ticks, at whose close it cancelled everything.</summary>
        public IReadOnlySet<long> Cancels => cancels;

        public void OnBar(in StrategyContext context)
        {
            if (context.OrderCount > 0 && ++age == Bars)
            {
                context.CancelAll(0);
                cancels.Add(context.Time.UtcTicks);
                return;
            }

            if (context.OrderCount > 0 || random.Next(3) > 0)
                return;
            age = 0;
            var (close, held, kind) = (context.Last(0).Close, context.Units(0), (OrderKind)random.Next(5));
            var side = held > 0 ? Side.Sell : Side.Buy;
            var first = Request(kind, side, held > 0 ? held : random.Next(1, 4_000), close);
            if (held > 0 && random.Next(2) == 0)
            {
                context.Submit(Request(OrderKind.Stop, side, held, close) with { Group = 1 });
                first = Request(OrderKind.Limit, side, held, close) with { Group = 1 };
            }

            context.Submit(first);
        }

        private OrderRequest Request(OrderKind kind, Side side, double units, double close)
        {
            var up = side is Side.Buy ? 1 : -1;
            return new OrderRequest(0, side, TradeSize.Units(units), kind)
            {
                Limit = kind is OrderKind.Limit or OrderKind.StopLimit ? OnGrid(close * (1 - (up * 0.03 * (random.NextDouble() - 0.4)))) : 0,
                Stop = kind is OrderKind.Stop or OrderKind.StopLimit ? OnGrid(close * (1 + (up * 0.02 * random.NextDouble()))) : 0,
                Trail = kind is OrderKind.TrailingStop ? Distance.Currency(OnGrid(close * (0.01 + (0.02 * random.NextDouble())))) : Distance.None,
            };
        }

        private double OnGrid(double price)
        {
            var step = segment is Segment.UnitedStates ? 0.01m : 1_000m;
            return (double)Math.Max(step, decimal.Round((decimal)price / step) * step);
        }
    }
}
