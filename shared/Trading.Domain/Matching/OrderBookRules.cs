using System.Globalization;
using Trading.Domain.Markets;
using Trading.Domain.Orders;

namespace Trading.Domain.Matching;

/// <summary>What makes levels a book.</summary>
public static class OrderBookRules
{
    /// <summary>All that is wrong with levels; empty when they are a book.</summary>
    /// <param name="segment">Where the instrument is listed.</param>
    /// <param name="time">When it stood so; its day says which grid of prices is in force.</param>
    /// <param name="bids">Best first.</param>
    /// <param name="asks">Best first.</param>
    public static IEnumerable<OrderFault> Check(Segment segment, DateTimeOffset time, IReadOnlyList<BookLevel> bids, IReadOnlyList<BookLevel> asks)
    {
        ArgumentNullException.ThrowIfNull(bids);
        ArgumentNullException.ThrowIfNull(asks);
        var ticks = TickTable.Of(segment, TradingCalendar.For(SegmentRules.MarketOf(segment)).DateOf(time));
        return
        [
            .. Side("bids", bids, ticks, SegmentRules.LotOf(segment), isFalling: true),
            .. Side("asks", asks, ticks, SegmentRules.LotOf(segment), isFalling: false),
            .. Crossed(bids, asks),
        ];
    }

    private static IEnumerable<OrderFault> Side(string side, IReadOnlyList<BookLevel> levels, TickTable ticks, decimal lot, bool isFalling)
    {
        if (levels.Count > OrderBook.MaxLevels)
        {
            yield return new OrderFault(side, "too-many-levels", Text($"{side} has {levels.Count} levels; expected at most {OrderBook.MaxLevels}."));
            yield break;
        }

        for (var i = 0; i < levels.Count; i++)
        {
            var (price, quantity) = levels[i];
            if (price is <= 0 or > OrderInstructionRules.MaxPrice)
                yield return new OrderFault($"{side}[{i}].price", "price-out-of-range", Text($"price is {price}; expected more than 0 and at most {OrderInstructionRules.MaxPrice}."));
            else if (ticks.Down(price) != price)
                yield return new OrderFault($"{side}[{i}].price", "price-off-tick", Text($"price is {price}; expected a multiple of the tick size {ticks.TickAt(price)}, such as {ticks.Down(price)}."));
            if (i > 0 && (isFalling ? price >= levels[i - 1].Price : price <= levels[i - 1].Price))
                yield return new OrderFault($"{side}[{i}].price", "levels-unsorted", Text($"price is {price} after {levels[i - 1].Price}; expected the best price of {side} first, each price once."));
            if (quantity is <= 0 or > OrderInstructionRules.MaxPrice)
                yield return new OrderFault($"{side}[{i}].quantity", "quantity-out-of-range", Text($"quantity is {quantity}; expected more than 0 and at most {OrderInstructionRules.MaxPrice}."));
            else if (lot > 0 && quantity % lot != 0)
                yield return new OrderFault($"{side}[{i}].quantity", "quantity-too-fine", Text($"quantity is {quantity}; expected a multiple of {lot}."));
        }
    }

    private static IEnumerable<OrderFault> Crossed(IReadOnlyList<BookLevel> bids, IReadOnlyList<BookLevel> asks)
    {
        if (bids.Count > 0 && asks.Count > 0 && bids[0].Price >= asks[0].Price)
            yield return new OrderFault("asks", "book-crossed", Text($"The best bid is {bids[0].Price} and the best ask {asks[0].Price}; expected a bid below the ask, since the two would have traded."));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
