using Trading.Domain.Values;

namespace Trading.Application.MarketData;

/// <summary>The last price of an instrument.</summary>
/// <param name="Price">The close.</param>
/// <param name="Series">The series that it stands in.</param>
/// <param name="BarTime">Time of its bar, UTC.</param>
public sealed record LatestPrice(Price Price, BarKey Series, DateTimeOffset BarTime);
