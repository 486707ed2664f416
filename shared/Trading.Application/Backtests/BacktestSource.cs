using Trading.Domain.Strategies;

namespace Trading.Application.Backtests;

/// <summary>A version of a stored strategy that was tested.</summary>
/// <param name="Strategy">Which strategy.</param>
/// <param name="Version">Which version of it.</param>
public sealed record BacktestSource(StrategyId Strategy, int Version);
