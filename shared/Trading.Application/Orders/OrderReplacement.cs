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
}
