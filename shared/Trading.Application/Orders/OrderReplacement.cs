using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Application.Orders;

/// <summary>What is to change of an order; what is left out stays.</summary>
public sealed record OrderReplacement
{
    /// <summary>Units altogether, those that the order has traded included.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Worst price of a limit and of a stop-limit order.</summary>
    public decimal? LimitPrice { get; init; }

    /// <summary>Price that wakes a stop and a stop-limit order.</summary>
    public decimal? StopPrice { get; init; }

    /// <summary>Distance of a trailing stop, in currency.</summary>
    public decimal? TrailAmount { get; init; }

    /// <summary>Distance of a trailing stop, as a fraction.</summary>
    public decimal? TrailRate { get; init; }

    /// <summary>Instructions with these changes.</summary>
    public OrderInstructions ApplyTo(OrderInstructions instructions)
    {
        ArgumentNullException.ThrowIfNull(instructions);
        var trails = TrailAmount is not null || TrailRate is not null;
        return instructions with
        {
            LimitPrice = LimitPrice is { } limit ? new Price(limit) : instructions.LimitPrice,
            StopPrice = StopPrice is { } stop ? new Price(stop) : instructions.StopPrice,
            TrailAmount = trails ? TrailAmount : instructions.TrailAmount,
            TrailRate = trails ? TrailRate : instructions.TrailRate,
        };
    }

    /// <summary>Size of the order that comes in the place of another one, which is sized in units.</summary>
    internal OrderSize SizeOf(NewOrder replaced) => Quantity is { } quantity ? new OrderSize.Units(new Quantity(quantity)) : replaced.Size;

    /// <summary>True when an order that was made is what replacing another one by this comes to.</summary>
    internal bool IsFor(NewOrder replaced, NewOrder made) =>
        made.Size == (Quantity is <= 0 ? null : SizeOf(replaced)) && made.Instructions == ApplyTo(replaced.Instructions);
}
