using Trading.Domain.MarketData;

namespace Trading.Quant.Rules;

/// <summary>Bars that rules need besides those they are applied to.</summary>
/// <param name="Symbol">Whose; null for the symbol that the rules are applied to.</param>
/// <param name="Interval">Of which interval.</param>
/// <param name="IsOptional">True when they are put together from shorter bars where nobody gives them.</param>
/// <param name="Warmup">How many of them must have closed before every part on them has a value, at most.</param>
public sealed record SeriesNeed(string? Symbol, Interval Interval, bool IsOptional, int Warmup);
