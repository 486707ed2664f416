using System.Globalization;
using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Values;

namespace Trading.Domain.Orders;

/// <summary>Which instructions fit together, and with the market's grid of prices.</summary>
public static class OrderInstructionRules
{
    /// <summary>Largest price.</summary>
    public const decimal MaxPrice = 1_000_000_000_000m;

    /// <summary>All that is wrong with instructions; empty when nothing is.</summary>
    /// <param name="instructions">To check.</param>
    /// <param name="size">How much is to be traded; null where that is not known, and not looked at.</param>
    /// <param name="segment">Where it is listed.</param>
    /// <param name="at">Now, UTC.</param>
    public static IEnumerable<OrderFault> Check(OrderInstructions instructions, OrderSize? size, Segment segment, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(instructions);
        var date = TradingCalendar.For(SegmentRules.MarketOf(segment)).DateOf(at);
        return
        [
            .. Price("limitPrice", "limit-price", instructions.Kind, instructions.LimitPrice, HasLimit(instructions.Kind), TickTable.Of(segment, date)),
            .. Price("stopPrice", "stop-price", instructions.Kind, instructions.StopPrice, HasStop(instructions.Kind), TickTable.Of(segment, date)),
            .. Trail(instructions),
            .. Life(instructions, at),
            .. Size(instructions, size, segment),
        ];
    }

    private static bool HasLimit(OrderKind kind) => kind is OrderKind.Limit or OrderKind.StopLimit;

    private static bool HasStop(OrderKind kind) => kind is OrderKind.Stop or OrderKind.StopLimit;

    private static IEnumerable<OrderFault> Price(string field, string code, OrderKind kind, Price? price, bool isExpected, TickTable ticks)
    {
        if (price is null && isExpected)
            yield return new OrderFault(field, $"{code}-missing", $"{field} is missing; a {Word(kind)} order has one.");
        if (price is not { Value: var value })
            yield break;
        if (!isExpected)
            yield return new OrderFault(field, $"{code}-not-allowed", $"{field} is {Text(value)}; a {Word(kind)} order has none.");
        else if (value is <= 0 or > MaxPrice)
            yield return new OrderFault(field, $"{code}-out-of-range", $"{field} is {Text(value)}; expected more than 0 and at most {Text(MaxPrice)}.");
        else if (ticks.Down(value) != value)
            yield return new OrderFault(
                field, $"{code}-off-tick", $"{field} is {Text(value)}; expected a multiple of the tick size {Text(ticks.TickAt(value))}, such as {Text(ticks.Down(value))}.");
    }

    private static IEnumerable<OrderFault> Trail(OrderInstructions instructions)
    {
        var trails = instructions.Kind is OrderKind.TrailingStop;
        if (trails && instructions is { TrailAmount: null, TrailRate: null } or { TrailAmount: not null, TrailRate: not null })
            yield return new OrderFault("trailAmount", "trail-missing", "A trailing stop has a trailAmount or a trailRate, one of the two.");
        if (instructions.TrailAmount is { } amount && (!trails || amount is <= 0 or > MaxPrice))
            yield return new OrderFault(
                "trailAmount", trails ? "trail-amount-out-of-range" : "trail-amount-not-allowed",
                $"trailAmount is {Text(amount)}; expected more than 0 of a trailing stop, and none of another order.");
        if (instructions.TrailRate is { } rate && (!trails || rate is <= 0 or >= 1))
            yield return new OrderFault(
                "trailRate", trails ? "trail-rate-out-of-range" : "trail-rate-not-allowed",
                $"trailRate is {Text(rate)}; expected a fraction between 0 and 1 of a trailing stop, and none of another order.");
    }

    private static IEnumerable<OrderFault> Life(OrderInstructions instructions, DateTimeOffset at)
    {
        var dated = instructions.TimeInForce is TimeInForce.GoodTillDate;
        if (dated && instructions.GoodTill is null)
            yield return new OrderFault("goodTill", "good-till-missing", "goodTill is missing; an order that is good till a date has one.");
        if (!dated && instructions.GoodTill is { } unwanted)
            yield return new OrderFault("goodTill", "good-till-not-allowed", $"goodTill is {Text(unwanted)}; only an order that is good till a date has one.");
        if (dated && instructions.GoodTill <= at)
            yield return new OrderFault("goodTill", "good-till-past", $"goodTill is {Text(instructions.GoodTill.Value)}; expected a time after {Text(at)}.");
        if (instructions is { Kind: not (OrderKind.Market or OrderKind.Limit), TimeInForce: TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill })
            yield return new OrderFault(
                "timeInForce", "time-in-force-not-allowed", $"A {Word(instructions.Kind)} order waits for its stop; expected another time in force than one that ends at once.");
    }

    private static IEnumerable<OrderFault> Size(OrderInstructions instructions, OrderSize? size, Segment segment)
    {
        var lot = SegmentRules.LotOf(segment);
        switch (size)
        {
            case OrderSize.Cash when instructions.Kind is not OrderKind.Market:
                yield return new OrderFault("cash", "cash-not-allowed", $"Only a market order is sized in cash; expected a quantity of a {Word(instructions.Kind)} order.");
                break;
            case OrderSize.Cash { Amount.Value: var amount } when amount is <= 0 or > MaxPrice:
                yield return new OrderFault("cash", "cash-out-of-range", $"cash is {Text(amount)}; expected more than 0 and at most {Text(MaxPrice)}.");
                break;
            case OrderSize.Units { Quantity.Value: var units } when units is 0 or > MaxPrice:
                yield return new OrderFault("quantity", "quantity-out-of-range", $"quantity is {Text(units)}; expected more than 0 and at most {Text(MaxPrice)}.");
                break;
            case OrderSize.Units { Quantity.Value: var units } when lot > 0 && units % lot != 0:
                yield return new OrderFault("quantity", "quantity-off-lot", $"quantity is {Text(units)}; expected a multiple of the lot {Text(lot)}.");
                break;
            case OrderSize.Units { Quantity.Value: var units } when units != decimal.Round(units, Quantity.Decimals):
                yield return new OrderFault("quantity", "quantity-too-fine", $"quantity is {Text(units)}; expected at most {Quantity.Decimals} decimals.");
                break;
        }
    }

    private static string Word(OrderKind kind) => kind switch
    {
        OrderKind.StopLimit => "stop-limit",
        OrderKind.TrailingStop => "trailing stop",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static string Text(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
