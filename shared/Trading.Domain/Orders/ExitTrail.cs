namespace Trading.Domain.Orders;

/// <summary>How far a trailing stop stays behind the best price since it was placed. One of the two.</summary>
public sealed record ExitTrail
{
    /// <summary>In currency; null where <see cref="Rate"/> gives it.</summary>
    public decimal? Amount { get; init; }

    /// <summary>As a fraction of the best price, in (0, 1); null where <see cref="Amount"/> gives it.</summary>
    public decimal? Rate { get; init; }
}
