namespace Trading.Application.Indicators;

/// <summary>Numbers at a bar.</summary>
/// <param name="Time">Time of the bar.</param>
/// <param name="Values">One for each column; NaN where there is none.</param>
public sealed record IndicatorRow(DateTimeOffset Time, IReadOnlyList<double> Values);
