namespace Trading.Domain.Strategies;

/// <summary>How much an entry buys, or sells short.</summary>
/// <param name="Kind">The method.</param>
/// <param name="WholeUnits">True when only whole units may be held: the size is rounded down and the rest stays cash.</param>
public sealed record Sizing(SizingKind Kind, bool WholeUnits)
{
    /// <summary>What the method is called with; its unit depends on <see cref="Kind"/>. Of no meaning to all in and equal weight.</summary>
    public decimal Value { get; init; }

    /// <summary>Returns that the volatility target and the Kelly fraction look back on; two or more.</summary>
    public int Lookback { get; init; } = 20;

    /// <summary>Largest fraction of the equity that the volatility target and the Kelly fraction may ask for.</summary>
    public decimal MaxFraction { get; init; } = 1;
}
