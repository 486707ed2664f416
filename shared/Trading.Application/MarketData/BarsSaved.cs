namespace Trading.Application.MarketData;

/// <summary>What saving bars changed.</summary>
/// <param name="Added">Times that were not there before.</param>
/// <param name="Updated">Times whose values were restated.</param>
/// <param name="Unchanged">Times that were there with the same values.</param>
/// <param name="Coverage">What is stored of the series now.</param>
public sealed record BarsSaved(int Added, int Updated, int Unchanged, BarCoverage Coverage);
