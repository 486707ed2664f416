using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Strategies;
using Trading.Domain.Values;

namespace Trading.Domain.Tests.Matching;

/// <summary>A simulated market, its orders and bars, for tests; shows only what a rule is about.</summary>
internal static class AMarket
{
    public static readonly DateOnly Monday = new(2024, 1, 8);

    public static SimulatedMarket Us(TradingCosts? costs = null) => new(Segment.UnitedStates, costs ?? TradingCosts.None);

    public static SimulatedMarket Kospi(TradingCosts? costs = null) => new(Segment.Kospi, costs ?? TradingCosts.None);

    public static RestingOrder Order(string id, Side side, OrderInstructions instructions, decimal units, string? group = null, decimal last = 100) =>
        new(new OrderId(id), side, instructions, new OrderSize.Units(new Quantity(units)), group, last);

    public static RestingOrder Buy(OrderInstructions instructions, decimal units = 10, string id = "buy", string? group = null, decimal last = 100) =>
        Order(id, Side.Buy, instructions, units, group, last);

    public static RestingOrder Sell(OrderInstructions instructions, decimal units = 10, string id = "sell", string? group = null, decimal last = 100) =>
        Order(id, Side.Sell, instructions, units, group, last);

    public static OrderInstructions Limit(decimal limit) => new(OrderKind.Limit) { LimitPrice = new Price(limit) };

    public static OrderInstructions Stop(decimal stop) => new(OrderKind.Stop) { StopPrice = new Price(stop) };

    public static OrderInstructions StopLimit(decimal stop, decimal limit) => new(OrderKind.StopLimit) { StopPrice = new Price(stop), LimitPrice = new Price(limit) };

    public static OrderInstructions TrailBy(decimal amount) => new(OrderKind.TrailingStop) { TrailAmount = amount };

    public static OrderInstructions TrailByRate(decimal rate) => new(OrderKind.TrailingStop) { TrailRate = rate };

    public static OrderInstructions For(this OrderInstructions instructions, TimeInForce timeInForce) => instructions with { TimeInForce = timeInForce };

    /// <summary>The bar of a whole session, so many days after <see cref="Monday"/>.</summary>
    public static MarketBar Bar(decimal open, decimal high, decimal low, decimal volume = 1_000, int day = 0, PriceLimits? limits = null)
    {
        var date = Monday.AddDays(day);
        var time = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return new MarketBar(time, time.AddHours(14.5), date, true, new BarPrices<decimal>(open, high, low), volume, true, limits);
    }

    /// <summary>A minute within a session.</summary>
    public static MarketBar Minute(decimal price, int minute, bool endsSession = false, int day = 0) => Bar(price, price, price, day: day) with
    {
        Time = Bar(price, price, price, day: day).OpensAt.AddMinutes(minute),
        OpensAt = Bar(price, price, price, day: day).OpensAt.AddMinutes(minute),
        EndsSession = endsSession,
    };

    /// <summary>A book of the United States at noon of a session, so many seconds later, with levels of price and quantity, best first.</summary>
    public static MarketBook Book(
        (decimal Price, decimal Quantity)[] bids, (decimal Price, decimal Quantity)[] asks, int second = 0, Segment segment = Segment.UnitedStates, PriceLimits? limits = null) =>
        new(
            new OrderBook(
                InstrumentId.Create(SegmentRules.MarketOf(segment), "A"), segment, new DateTimeOffset(Monday.ToDateTime(new TimeOnly(segment is Segment.UnitedStates ? 17 : 3, 0)), TimeSpan.Zero).AddSeconds(second),
                [.. bids.Select(level => new BookLevel(level.Price, level.Quantity))], [.. asks.Select(level => new BookLevel(level.Price, level.Quantity))]),
            Monday, limits, []);

    /// <summary>Trades bars one after the other.</summary>
    public static MarketStep Trade(this SimulatedMarket market, MarketHolding holding, IReadOnlyList<RestingOrder> orders, params MarketBar[] bars)
    {
        List<MarketChange> changes = [];
        foreach (var bar in bars)
        {
            var step = market.Trade(orders, holding, bar);
            (orders, holding) = (step.Orders, step.Holding);
            changes.AddRange(step.Changes);
        }

        return new MarketStep(orders, holding, changes);
    }

    /// <summary>Trades a book.</summary>
    public static MarketStep Trade(this SimulatedMarket market, MarketHolding holding, IReadOnlyList<RestingOrder> orders, MarketBook book) => market.Trade(orders, holding, book);

    public static IEnumerable<MarketChange.Filled> Fills(this MarketStep step) => step.Changes.OfType<MarketChange.Filled>();

    public static IEnumerable<(decimal Units, decimal Price)> Traded(this MarketStep step) => step.Fills().Select(fill => (fill.Quantity.Value, fill.Price.Value));

    public static IEnumerable<(string Order, MarketEnding Ending)> Endings(this MarketStep step) =>
        step.Changes.OfType<MarketChange.Ended>().Select(ended => (ended.Order.Value, ended.Ending));
}
