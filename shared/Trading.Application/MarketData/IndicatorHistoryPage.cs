namespace Trading.Application.MarketData;

/// <summary>A part of a range of kept indicators.</summary>
/// <param name="Days">Oldest first.</param>
/// <param name="Continuation">Where the next page begins; null on the last page.</param>
/// <param name="IsSynthetic">True when the bars were generated and are no market's prices.</param>
public sealed record IndicatorHistoryPage(IReadOnlyList<IndicatorSnapshot> Days, DateTimeOffset? Continuation, bool IsSynthetic);
