using Trading.Application.Backtests;

namespace Trading.Functions.Backtests;

/// <summary>Input of the step that stores why there is no result.</summary>
/// <param name="Backtest">Which.</param>
/// <param name="Error">Why.</param>
public sealed record FailBacktestRequest(BacktestReference Backtest, string Error);
