using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Strategies;
using Trading.Domain.Values;
using static Trading.Domain.Tests.Matching.AMarket;

namespace Trading.Domain.Tests.Matching;

/// <summary>What holds of any orders against any books. A failure names its seed.</summary>
public sealed class BookMatchingPropertyTests
{
    private static readonly TradingCosts Costs = new(0.0005m, 0) { CommissionPerUnit = 0.005m, CommissionMinimum = 0.35m };

    [Theory]
    [InlineData(Segment.UnitedStates)]
    [InlineData(Segment.Kospi)]
    public void Random_orders_against_random_books_keep_every_promise(Segment segment)
    {
        var (fills, endings, resting) = (0, 0, 0);
        for (var seed = 1; seed <= 400; seed++)
        {
            var random = new Random(seed);
            var market = new SimulatedMarket(segment, Costs);
            MarketHolding holding = new(random.Next(1_000, 2_000_000), random.Next(0, 200));
            RestingOrder[] orders = [.. Enumerable.Range(0, random.Next(1, 8)).Select(number => AnyOrder(random, segment, number))];
            IReadOnlyList<RestingOrder> working = orders;
            for (var second = 0; second < 5; second++)
            {
                var book = AnyBook(random, segment, second);
                var step = market.Trade(working, holding, book);

                var what = $"seed {seed}, book {second}";
                Check(what, orders, working, holding, book, step);
                // The same orders against what is left of the same book find nothing that they have taken.
                var again = market.Trade(step.Orders, step.Holding, book with { Taken = step.Taken });
                Check($"{what} again", orders, step.Orders, step.Holding, book with { Taken = step.Taken }, again);
                Assert.True(!again.Fills().Any(fill => Of(orders, fill).Group is null), $"{what}: an order that had its turn traded again");
                (working, holding) = (step.Orders, step.Holding);
                fills += step.Fills().Count();
                endings += step.Endings().Count();
            }

            resting += working.Count(order => !order.IsDone);
        }

        Assert.True(fills > 1_000 && endings > 300 && resting > 100, $"{fills} fills, {endings} endings, {resting} resting: too little is shown");
    }

    private static void Check(string what, RestingOrder[] orders, IReadOnlyList<RestingOrder> before, MarketHolding holding, MarketBook book, MarketStep step)
    {
        // Never more than the book holds at a price.
        foreach (var level in step.Fills().GroupBy(fill => (fill.Price.Value, Of(orders, fill).Side)))
        {
            var there = (level.Key.Side is Side.Buy ? book.Book.Asks : book.Book.Bids).Single(one => one.Price == level.Key.Value).Quantity;
            var taken = book.Taken.Where(one => one.Price == level.Key.Value).Sum(one => one.Quantity);
            Assert.True(level.Sum(fill => fill.Quantity.Value) + taken <= there, $"{what}: more than the book holds at {level.Key.Value}");
        }

        var cash = holding.Cash;
        var units = holding.Units;
        foreach (var fill in step.Fills())
        {
            var order = Of(orders, fill);
            var (price, quantity, buys) = (fill.Price.Value, fill.Quantity.Value, order.Side is Side.Buy);
            // Never worse than the limit.
            if (order.Instructions.LimitPrice is { Value: var limit })
                Assert.True(buys ? price <= limit : price >= limit, $"{what}: {fill} is worse than the limit of {limit}");
            // Cash and units are what the fills moved, with commission by the formula, and never below zero.
            var fee = decimal.Round(Math.Max(0.35m, (quantity * price * 0.0005m) + (quantity * 0.005m)), 8, MidpointRounding.ToEven);
            Assert.True(fill.Commission.Value == fee, $"{what}: {fill} pays {fill.Commission}; by hand {fee}");
            Assert.True(buys ? fill.Tax.Value == 0 : fill.Tax.Value >= 0, $"{what}: {fill} is taxed");
            cash += ((buys ? -1 : 1) * quantity * price) - fee - fill.Tax.Value;
            units += (buys ? 1 : -1) * quantity;
            Assert.True(units >= 0 && (!buys || cash >= 0), $"{what}: {fill} leaves {cash} and {units}");
        }

        Assert.True(Math.Abs(cash - step.Holding.Cash) < 0.0000001m && units == step.Holding.Units, $"{what}: {step.Holding}; by hand {cash} and {units}");
        foreach (var order in step.Orders.Where(order => order.Left is not null))
        {
            var traded = step.Fills().Where(fill => fill.Order == order.Id).Sum(fill => fill.Quantity.Value);
            Assert.True(before.Single(one => one.Id == order.Id).Left - traded == order.Left, $"{what}: {order.Id} has {order.Left} left after {traded}");
            Assert.True(order.Left >= 0, $"{what}: {order.Id} traded more than it asked for");
        }

        CheckPriority(what, book, step);
    }

    /// <summary>No limit order trades while a better or an older one of its side, equally free to trade, is left with something to trade.</summary>
    private static void CheckPriority(string what, MarketBook book, MarketStep step)
    {
        var limits = step.Orders.Select((order, place) => (Order: order, Place: place))
            .Where(one => one.Order is { Instructions.Kind: OrderKind.Limit, Group: null }).ToList();
        foreach (var (order, place) in limits.Where(one => !one.Order.IsDone))
        {
            var worst = step.Fills().Select(fill => (fill.Price.Value, Other: limits.Find(one => one.Order.Id == fill.Order)))
                .Where(fill => fill.Other.Order is { } other && other.Side == order.Side);
            foreach (var (price, (other, otherPlace)) in worst)
            {
                var (mine, theirs) = (order.Instructions.LimitPrice!.Value.Value, other.Instructions.LimitPrice!.Value.Value);
                var isBefore = mine == theirs ? place < otherPlace : order.Side is Side.Buy ? mine > theirs : mine < theirs;
                Assert.False(isBefore, $"{what}: {other.Id} traded at {price} though {order.Id} comes before it and is left with {order.Left}");
            }
        }
    }

    private static RestingOrder Of(RestingOrder[] orders, MarketChange.Filled fill) => Array.Find(orders, order => order.Id == fill.Order)!;

    private static decimal Tick(Segment segment) => segment is Segment.UnitedStates ? 0.01m : 100;

    private static decimal Middle(Segment segment) => segment is Segment.UnitedStates ? 100 : 70_000;

    private static RestingOrder AnyOrder(Random random, Segment segment, int number)
    {
        var (kind, side) = ((OrderKind)random.Next(5), (Side)random.Next(2));
        decimal Near() => Middle(segment) + (random.Next(-10, 11) * Tick(segment));
        var instructions = new OrderInstructions(kind)
        {
            LimitPrice = kind is OrderKind.Limit or OrderKind.StopLimit ? new Price(Near()) : null,
            StopPrice = kind is OrderKind.Stop or OrderKind.StopLimit ? new Price(Near()) : null,
            TrailAmount = kind is OrderKind.TrailingStop ? random.Next(1, 10) * Tick(segment) : null,
            TimeInForce = kind is OrderKind.Market or OrderKind.Limit ? (TimeInForce)random.Next(4) : TimeInForce.GoodTillCancelled,
        };
        OrderSize size = kind is OrderKind.Market && side is Side.Buy && random.Next(2) == 0
            ? new OrderSize.Cash(new Money(random.Next(100, 100_000)), WholeUnits: random.Next(2) == 0)
            : new OrderSize.Units(new Quantity(random.Next(1, 60)));
        return new RestingOrder(new OrderId($"{number}"), side, instructions, size, random.Next(4) == 0 ? "group" : null, Middle(segment));
    }

    private static MarketBook AnyBook(Random random, Segment segment, int second)
    {
        var middle = Middle(segment) + (random.Next(-6, 7) * Tick(segment));
        (decimal, decimal)[] Side(int direction) =>
        [
            .. Enumerable.Range(1, 12).Where(_ => random.Next(3) > 0).Take(random.Next(0, 8))
                .Select(away => (middle + (direction * away * Tick(segment)), (decimal)random.Next(1, 40))),
        ];
        return Book(Side(-1), Side(1), second, segment);
    }
}
