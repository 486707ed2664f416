using Trading.Application.MarketData;

namespace Trading.Application.Screening;

/// <summary>What was read of one series.</summary>
/// <param name="Series">Which.</param>
/// <param name="Time">Time of the bar that was looked at.</param>
/// <param name="Values">A number for each reading, in their order.</param>
/// <param name="Problem">Why there is none; null when there is.</param>
public sealed record MarketRow(BarCoverage Series, DateTimeOffset Time, IReadOnlyList<double> Values, string? Problem = null);
