namespace Trading.Quant.Indicators.Candles;

/// <summary>Says whether the newest candle completes a pattern.</summary>
/// <param name="candles">The last candles.</param>
/// <param name="penetration">How far a body must reach into another, as a fraction of it; meaningless to patterns that do not ask.</param>
/// <returns>1 when it does and is bullish, -1 when it does and is bearish, 0 when it does not.</returns>
internal delegate int CandleRule(CandleWindow candles, double penetration);

/// <summary>A shape of candles that has a name.</summary>
/// <param name="Title">Name in full.</param>
/// <param name="ReferenceName">TA-Lib's name without its prefix CDL; null where TA-Lib has no such pattern.</param>
/// <param name="Description">What it looks like, the oldest candle first.</param>
/// <param name="Bars">Candles it is made of.</param>
/// <param name="Averaged">Bars before a candle that it is measured by: 10, 5 or 0.</param>
/// <param name="Rule">The formula.</param>
internal sealed record CandlePattern(string Title, string? ReferenceName, string Description, int Bars, int Averaged, CandleRule Rule)
{
    /// <summary>Penetration when it is left out; null when the pattern does not ask for one.</summary>
    public double? Penetration { get; init; }

    /// <summary>Names beside its own and TA-Lib's.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Lower-case name in the rule language: the title's letters.</summary>
    public string Name { get; } = string.Concat(Title.Where(char.IsAsciiLetter)).ToLowerInvariant();

    /// <summary>Bars without a value at the start.</summary>
    public int Warmup => Averaged + Bars - 1;
}
