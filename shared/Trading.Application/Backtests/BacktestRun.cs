using Trading.Quant.Backtests;

namespace Trading.Application.Backtests;

/// <summary>A finished run.</summary>
/// <param name="Result">What it came to.</param>
/// <param name="Times">Time of each point of the equity, UTC ticks.</param>
/// <param name="Equity">Cash and positions at the closes of each time.</param>
/// <param name="Trades">Closed trades in the order of their exits, then those still open.</param>
public sealed record BacktestRun(
    BacktestResult Result, ReadOnlyMemory<long> Times, ReadOnlyMemory<double> Equity, IReadOnlyList<BacktestTrade> Trades)
{
    /// <summary>What its limits did to it; null for a run without limits.</summary>
    public BacktestDenials? Denials { get; init; }
}
