using Trading.Application.Backtests;

namespace Trading.Functions.Backtests;

/// <summary>Input of the step that stores a result.</summary>
/// <param name="Backtest">Which.</param>
/// <param name="Result">The result.</param>
public sealed record CompleteBacktestRequest(BacktestReference Backtest, BacktestResultView Result);
