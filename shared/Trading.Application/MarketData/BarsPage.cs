using Trading.Domain.MarketData;

namespace Trading.Application.MarketData;

/// <summary>A part of a range of stored bars.</summary>
/// <param name="Bars">Oldest first.</param>
/// <param name="Continuation">Where the next page begins; null on the last page.</param>
/// <param name="IsSynthetic">True when the bars were generated and are no market's prices.</param>
public sealed record BarsPage(BarSeries Bars, DateTimeOffset? Continuation, bool IsSynthetic);
