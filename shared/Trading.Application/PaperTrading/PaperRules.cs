using System.Globalization;
using Trading.Application.MarketData;
using Trading.Application.Orders;
using Trading.Domain.Markets;
using Trading.Domain.Orders;

namespace Trading.Application.PaperTrading;

/// <summary>What the simulated broker refuses at once, as a broker of a cash account does.</summary>
internal static class PaperRules
{
    /// <summary>
    /// Orders of an account that may work in an instrument at once. They change together, and a transaction of a table takes a hundred rows: the account, each order with
    /// its group, and what was taken from an order book.
    /// </summary>
    public const int MaxWorking = 49;

    /// <summary>Why an order is not taken; null when it is.</summary>
    /// <param name="order">The order.</param>
    /// <param name="account">The account.</param>
    /// <param name="working">The account's orders that work.</param>
    /// <param name="last">The instrument's last price; null when there is none.</param>
    public static BrokerRefusal? Refuse(NewOrder order, PaperAccount account, IReadOnlyList<PaperOrder> working, LatestPrice? last)
    {
        if (last is null)
            return new BrokerRefusal("no-market-data", $"No bars of {order.Instrument} are stored, so there is no market to trade in.");
        if (working.Count(other => other.Intent?.Instrument == order.Instrument) >= MaxWorking)
            return new BrokerRefusal("too-many-orders", Text($"{MaxWorking} orders of the account work in {order.Instrument} already, which is the most."));
        var segment = PaperBroker.SegmentOf(order);
        var limits = PriceLimits.Of(segment, DateOnly.FromDateTime(last.BarTime.UtcDateTime).AddDays(1), last.Price.Value);
        if (order.Instructions.LimitPrice is { Value: var limit } && limits is { } range && (limit < range.Lower || limit > range.Upper))
            return new BrokerRefusal("price-limits", Text($"The limit {limit} lies outside of the next day's limits, {range.Lower} to {range.Upper}."));
        return order.Side is Side.Sell ? RefuseSale(order, account, working) : RefusePurchase(order, account, working);
    }

    /// <summary>
    /// True for an order that comes after another one of its group traded, and ends with it. Who made it only after that may have begun another group of the same name; but
    /// not for an exit, whose group is its entry's alone, nor for what replaces an order.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="traded">When an order of its group last traded, UTC.</param>
    public static bool CameTooLate(NewOrder order, DateTimeOffset traded)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order.Entry is not null || order.Replaces is not null || order.CreatedAt <= traded;
    }

    private static BrokerRefusal? RefuseSale(NewOrder order, PaperAccount account, IReadOnlyList<PaperOrder> working)
    {
        // Of a group only one trades, so what the others of it offer is not offered twice.
        var offered = working.Where(other => other.Intent is { Side: Side.Sell } intent && intent.Instrument == order.Instrument && !SameGroup(intent, order))
            .Sum(other => other.Resting?.Left ?? 0);
        var (held, wanted) = (account.UnitsOf(order.Instrument), (order.Size as OrderSize.Units)?.Quantity.Value ?? 0);
        if (wanted == 0)
            return new BrokerRefusal("size-not-allowed", "A sale is sized in units.");
        return wanted <= held - offered
            ? null
            : new BrokerRefusal("not-held", Text($"The account holds {held} of {order.Instrument} and offers {offered}: it can't sell {wanted} more. It is a cash account, which sells nothing short."));
    }

    private static BrokerRefusal? RefusePurchase(NewOrder order, PaperAccount account, IReadOnlyList<PaperOrder> working)
    {
        var currency = order.Instrument.Market.Currency;
        var promised = working.Where(other => other.Intent is { Side: Side.Buy } intent && intent.Instrument.Market.Currency == currency && !SameGroup(intent, order))
            .Sum(other => Left(other));
        var (cash, value) = (account.CashIn(currency), order.Value.Value);
        return value <= cash - promised
            ? null
            : new BrokerRefusal("insufficient-cash", Text($"The account has {cash} {currency}, of which {promised} is promised to other orders: it can't buy for {value}."));
    }

    private static decimal Left(PaperOrder order) => order.Resting?.CashLeft is { } cash ? cash : order is { Resting.Left: { } left, Intent: { } intent }
        ? left * Math.Abs((intent.Instructions.LimitPrice ?? intent.ReferencePrice).Value)
        : order.Intent!.Value.Value;

    private static bool SameGroup(NewOrder left, NewOrder right) => left.Group is not null && left.Group == right.Group;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
