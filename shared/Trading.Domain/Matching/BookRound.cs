using Trading.Domain.Markets;
using Trading.Domain.Orders;

namespace Trading.Domain.Matching;

/// <summary>The course of one order book.</summary>
internal sealed class BookRound(Segment segment, Commission<decimal> commission, RestingOrder[] orders, MarketHolding holding, MarketBook book)
    : MarketRound(segment, commission, orders, holding, book.Session)
{
    private readonly SortedDictionary<decimal, decimal> taken = new(book.Taken.ToDictionary(level => level.Price, level => level.Quantity));

    public MarketStep Trade()
    {
        Begin(book.Book.Time);
        for (var i = 0; i < Orders.Length; i++)
            Meet(i);
        foreach (var i in Turns())
            Take(i);
        EndWhatIsImmediate();
        return Result() with { Taken = [.. taken.Select(level => new BookLevel(level.Key, level.Value))] };
    }

    /// <summary>An order sees the book: its stop is reached, or follows.</summary>
    private void Meet(int i)
    {
        if (Orders[i].IsDone)
            return;
        var order = Orders[i] = Orders[i] with { BookTime = book.Book.Time };
        var terms = order.Terms(Ticks);
        if (terms.Kind is OrderKind.Market or OrderKind.Limit || (order.Side is Side.Sell ? book.Book.BestBid : book.Book.BestAsk) is not { } best)
            return;
        if (BarMatching.AtOpen(terms, best) is not BarTouch.None)
            Orders[i] = order with { IsAwake = true };
        else if (terms.Kind is OrderKind.TrailingStop)
            Orders[i] = order with { Best = order.Side is Side.Sell ? Math.Max(order.Best, best) : Math.Min(order.Best, best) };
    }

    /// <summary>The orders that may trade, by sale and purchase, then price, then time.</summary>
    private int[] Turns() =>
    [
        .. Enumerable.Range(0, Orders.Length)
            .Select(i => (Place: i, Terms: Orders[i].Terms(Ticks)))
            .Where(order => !Orders[order.Place].IsDone && order.Terms.Kind is OrderKind.Market or OrderKind.Limit)
            .OrderBy(order => order.Terms.Side is Side.Buy)
            .ThenBy(order => order.Terms.Kind is OrderKind.Limit)
            .ThenBy(order => order.Terms.Kind is OrderKind.Market ? 0 : order.Terms.Side is Side.Buy ? -order.Terms.Limit : order.Terms.Limit)
            .ThenBy(order => order.Place)
            .Select(order => order.Place),
    ];

    private void Take(int i)
    {
        if (Orders[i].IsDone)
            return;
        if (Orders[i].Instructions.TimeInForce is TimeInForce.FillOrKill && !IsWhole(i))
        {
            EndUnwhole(i);
            return;
        }

        foreach (var (price, there) in Against(Orders[i]))
        {
            var wanted = Wanted(Orders[i], price);
            var traded = Math.Min(wanted, there);
            var most = Most(Orders[i], price);
            var filled = Math.Min(traded, most);
            if (filled > 0)
            {
                Book(i, price, filled, wanted - filled);
                taken[price] = taken.GetValueOrDefault(price) + filled;
            }

            if (most < traded)
                EndUncovered(i);
            else if (wanted == 0)
                EndEmpty(i);
            if (Orders[i].IsDone)
                return;
        }
    }

    /// <summary>Whether the order would trade whole: the same steps, of which nothing stays.</summary>
    private bool IsWhole(int i)
    {
        var alone = new BookRound(
            Segment, Commission, [Orders[i] with { Instructions = Orders[i].Instructions with { TimeInForce = TimeInForce.GoodTillCancelled } }], Holding,
            book with { Taken = [.. taken.Select(level => new BookLevel(level.Key, level.Value))] });
        alone.Take(0);
        // What is sized in cash is whole, too, when what is left of it buys nothing more.
        return alone.Result().Changes is [.., MarketChange.Filled { Completes: true }] or [.., MarketChange.Filled, MarketChange.Ended { Ending: MarketEnding.Cancelled }];
    }

    /// <summary>The levels that an order may take from, best first, and what is left there, in whole lots.</summary>
    private IEnumerable<(decimal Price, decimal There)> Against(RestingOrder order)
    {
        var terms = order.Terms(Ticks);
        foreach (var level in order.Side is Side.Buy ? book.Book.Asks : book.Book.Bids)
        {
            if (BarMatching.AtOpen(terms, level.Price) is not BarTouch.Filled)
                yield break;
            if (book.Limits is { } limits && (level.Price < limits.Lower || level.Price > limits.Upper))
                continue;
            var there = Fills<decimal, BookedArithmetic>.InLots(level.Quantity - taken.GetValueOrDefault(level.Price), LotOf(order));
            if (there > 0)
                yield return (level.Price, there);
        }
    }
}
