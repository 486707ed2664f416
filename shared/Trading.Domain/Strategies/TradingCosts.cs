namespace Trading.Domain.Strategies;

/// <summary>What trading costs beyond the price seen.</summary>
/// <param name="CommissionRate">Fraction of the notional per side (0.001 is ten basis points), in [0, 1).</param>
/// <param name="SlippageRate">Fraction by which a fill is worse than the price seen: buys higher, sells lower; in [0, 1).</param>
public sealed record TradingCosts(decimal CommissionRate, decimal SlippageRate)
{
    /// <summary>Nothing.</summary>
    public static TradingCosts None { get; } = new(0, 0);
}
