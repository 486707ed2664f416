using Trading.Domain.Risk;
using Trading.Domain.Strategies;

namespace Trading.Domain.Backtests;

/// <summary>What is to be back-tested.</summary>
/// <param name="Strategy">The strategy, its instrument, interval and costs.</param>
/// <param name="InitialCash">Cash at the start, positive, in the currency of the instrument's market.</param>
/// <param name="From">Time of the first bar, or before it.</param>
/// <param name="To">A time after the last bar.</param>
public sealed record BacktestRequest(StrategyDocument Strategy, decimal InitialCash, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Limits that its orders must keep; null for none.</summary>
    public RiskLimits? Limits { get; init; }
}
