using Trading.Domain.Strategies;

namespace Trading.Application.Strategies;

/// <summary>One version of a strategy. It never changes.</summary>
/// <param name="Version">Its number; the first is 1.</param>
/// <param name="Document">What the strategy was.</param>
/// <param name="At">When it was stored, UTC.</param>
public sealed record StrategyRevision(int Version, StrategyDocument Document, DateTimeOffset At);
