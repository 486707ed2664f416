using Trading.Application.Backtests.Pins;
using Trading.Domain.Backtests;
using Trading.Domain.MarketData;
using Trading.Quant.Backtests;
using Trading.Quant.Performance;

namespace Trading.Application.Backtests.Reports;

/// <summary>A finished run: all that a report is made from.</summary>
/// <param name="Request">What was run.</param>
/// <param name="Bars">The bars it was run on, one or more.</param>
/// <param name="Equity">Equity at their closes.</param>
/// <param name="Trades">Its trades, oldest first.</param>
/// <param name="IsSynthetic">True when the bars were generated and are no market's prices.</param>
/// <param name="Pins">What the result came from; null when that was not recorded.</param>
/// <param name="Trials">What its user tried on the series; null when nobody counted.</param>
public sealed record ReportSource(
    BacktestRequest Request,
    BarSeries Bars,
    ReadOnlyMemory<double> Equity,
    IReadOnlyList<BacktestTrade> Trades,
    bool IsSynthetic,
    BacktestPins? Pins,
    SharpeTrials? Trials);
