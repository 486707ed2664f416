namespace Trading.Functions.MarketData;

/// <summary>Which bars of a series a request asks for.</summary>
/// <param name="From">First time; on a later page its continuation.</param>
/// <param name="To">Time after the last.</param>
/// <param name="Limit">Most bars of the page.</param>
internal readonly record struct BarRange(DateTimeOffset From, DateTimeOffset To, int Limit);
