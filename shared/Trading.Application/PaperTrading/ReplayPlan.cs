namespace Trading.Application.PaperTrading;

/// <summary>Which stored bars a deployment trades through, and how fast.</summary>
/// <param name="From">First bar, inclusive, UTC.</param>
/// <param name="To">End, exclusive, UTC.</param>
/// <param name="BarsPerSecond">Speed; 0 for as fast as it goes.</param>
public sealed record ReplayPlan(DateTimeOffset From, DateTimeOffset To, double BarsPerSecond);
