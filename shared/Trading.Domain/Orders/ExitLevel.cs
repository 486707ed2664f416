namespace Trading.Domain.Orders;

/// <summary>Where a stop-loss or a target stands: at a price, or a share of the entry's price away from it. One of the two.</summary>
public sealed record ExitLevel
{
    /// <summary>Per unit, on the market's grid; null where <see cref="Rate"/> gives it.</summary>
    public decimal? Price { get; init; }

    /// <summary>Distance from the price at which the entry traded, as a fraction of it (0.05 is five percent); null where <see cref="Price"/> gives it.</summary>
    public decimal? Rate { get; init; }
}
