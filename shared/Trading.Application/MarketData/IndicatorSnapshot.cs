namespace Trading.Application.MarketData;

/// <summary>The indicators of a series at its newest bar.</summary>
/// <param name="Key">Which series.</param>
/// <param name="Time">Time of that bar.</param>
/// <param name="Close">Its close.</param>
/// <param name="Values">By call, such as <c>sma(20)</c>; NaN where there are too few bars.</param>
public sealed record IndicatorSnapshot(BarKey Key, DateTimeOffset Time, double Close, IReadOnlyDictionary<string, double> Values);
