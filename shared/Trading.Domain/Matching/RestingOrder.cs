using Trading.Domain.Markets;
using Trading.Domain.Orders;

namespace Trading.Domain.Matching;

/// <summary>An order in a simulated market, between two bars or books. Immutable.</summary>
/// <param name="Id">Which order.</param>
/// <param name="Side">Direction.</param>
/// <param name="Instructions">When it trades, and how long it works.</param>
/// <param name="Size">How much.</param>
/// <param name="Group">As soon as one order of a group trades, the others end; null for an order of its own.</param>
/// <param name="Best">What a trailing stop follows: the highest price for a sell, the lowest for a buy; at first the last price before it came.</param>
public sealed record RestingOrder(OrderId Id, Side Side, OrderInstructions Instructions, OrderSize Size, string? Group, decimal Best)
{
    /// <summary>Units left; null for an order sized in cash.</summary>
    public decimal? Left { get; init; } = Size is OrderSize.Units units ? units.Quantity.Value : null;

    /// <summary>Cash left to spend; null for an order sized in units.</summary>
    public decimal? CashLeft { get; init; } = Size is OrderSize.Cash cash ? cash.Amount.Value : null;

    /// <summary>Fills so far.</summary>
    public int Fills { get; init; }

    /// <summary>True once its stop was reached: from then on a market order, or with a limit a limit order.</summary>
    public bool IsAwake { get; init; }

    /// <summary>The market's day of the first bar or book after it came; null before.</summary>
    public DateOnly? FirstSession { get; init; }

    /// <summary>Time of the newest order book that it has met, UTC; null for none. Bars that opened before it are the past.</summary>
    public DateTimeOffset? BookTime { get; init; }

    /// <summary>True when nothing more happens to it.</summary>
    public bool IsDone { get; init; }

    /// <summary>What it demands of the price now.</summary>
    /// <param name="ticks">The grid on which its trailing stop moves.</param>
    public OrderTerms<decimal> Terms(TickTable ticks)
    {
        ArgumentNullException.ThrowIfNull(ticks);
        var kind = !IsAwake ? Instructions.Kind : Instructions.Kind is OrderKind.StopLimit ? OrderKind.Limit : OrderKind.Market;
        return new OrderTerms<decimal>(kind, Side, Instructions.LimitPrice?.Value ?? 0, StopOn(ticks));
    }

    private decimal StopOn(TickTable ticks)
    {
        if (Instructions.Kind is not OrderKind.TrailingStop)
            return Instructions.StopPrice?.Value ?? 0;
        var exact = BarMatching.Trail(Side, Best, Instructions.TrailFrom(Best));
        return Side is Side.Sell ? ticks.Down(exact) : ticks.Up(exact);
    }
}
