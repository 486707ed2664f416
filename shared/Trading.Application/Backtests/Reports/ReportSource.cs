using Trading.Application.Backtests.Pins;
using Trading.Domain.Backtests;
using Trading.Domain.MarketData;
using Trading.Quant.Backtests;
using Trading.Quant.Performance;

namespace Trading.Application.Backtests.Reports;

/// <summary>A finished run: all that a report is made from.</summary>
/// <param name="Request">What was run.</param>
/// <param name="Bars">Bars of each instrument, in the order of the strategy's universe.</param>
/// <param name="Times">Time of each point of the equity, UTC ticks, one or more.</param>
/// <param name="Equity">Equity at the closes of each time.</param>
/// <param name="Trades">Its trades.</param>
/// <param name="IsSynthetic">True when the bars were generated and are no market's prices.</param>
/// <param name="Pins">What the result came from; null when that was not recorded.</param>
/// <param name="Trials">What its user tried on the series; null when nobody counted.</param>
public sealed record ReportSource(
    BacktestRequest Request,
    IReadOnlyList<BarSeries> Bars,
    ReadOnlyMemory<long> Times,
    ReadOnlyMemory<double> Equity,
    IReadOnlyList<BacktestTrade> Trades,
    bool IsSynthetic,
    BacktestPins? Pins,
    SharpeTrials? Trials)
{
    /// <summary>What its limits did to it; null for a run without limits.</summary>
    public BacktestDenials? Denials { get; init; }

    /// <summary>What else a reader must know, a sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}
