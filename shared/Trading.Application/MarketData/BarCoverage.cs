namespace Trading.Application.MarketData;

/// <summary>What is stored of a series.</summary>
/// <param name="Key">Which series.</param>
/// <param name="Count">Number of bars.</param>
/// <param name="First">Time of the oldest bar.</param>
/// <param name="Last">Time of the newest bar.</param>
/// <param name="IsSynthetic">True when the bars were generated and are no market's prices.</param>
public sealed record BarCoverage(BarKey Key, int Count, DateTimeOffset First, DateTimeOffset Last, bool IsSynthetic)
{
    /// <summary>Another one whenever bars of the series are stored; empty in the answer to storing them.</summary>
    public string Version { get; init; } = "";
}
