using Trading.Domain.Matching;
using Trading.Domain.Values;

namespace Trading.Domain.Orders;

/// <summary>When an order trades, at which price, and how long it works. What fits together is checked by <see cref="OrderInstructionRules"/>.</summary>
/// <param name="Kind">When it trades.</param>
public sealed record OrderInstructions(OrderKind Kind)
{
    /// <summary>At once, at the price that is there.</summary>
    public static OrderInstructions Market { get; } = new(OrderKind.Market);

    /// <summary>Worst price of a limit and of a stop-limit order; null for the others.</summary>
    public Price? LimitPrice { get; init; }

    /// <summary>Price that wakes a stop and a stop-limit order; null for the others.</summary>
    public Price? StopPrice { get; init; }

    /// <summary>Distance of a trailing stop from the best price since it was placed, in currency; null where <see cref="TrailRate"/> gives it.</summary>
    public decimal? TrailAmount { get; init; }

    /// <summary>The same as a fraction of the best price, in (0, 1); null where <see cref="TrailAmount"/> gives it.</summary>
    public decimal? TrailRate { get; init; }

    /// <summary>How long it works.</summary>
    public TimeInForce TimeInForce { get; init; }

    /// <summary>When an order that is good till a date ends, UTC; null for the others.</summary>
    public DateTimeOffset? GoodTill { get; init; }

    /// <summary>Distance of a trailing stop from a best price, in currency.</summary>
    /// <exception cref="InvalidOperationException">It does not trail.</exception>
    public decimal TrailFrom(decimal best) =>
        TrailAmount ?? (Math.Abs(best) * TrailRate) ?? throw new InvalidOperationException("Only a trailing stop has a distance.");
}
