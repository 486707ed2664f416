using Trading.Quant.Performance;

namespace Trading.Application.Backtests.Reports;

/// <summary>
/// A back-test's report as plain data, for JSON and for the HTML page. Columns are thinned to what a screen can show; figures, tables and
/// distributions are of all bars and trades. Times in columns are milliseconds since 1970, UTC; what is undefined is NaN.
/// </summary>
/// <param name="Run">What was run.</param>
/// <param name="Groups">All figures by group, each with its convention.</param>
/// <param name="Honesty">How far to believe them.</param>
/// <param name="Curve">Equity, drawdown and benchmark.</param>
/// <param name="Candles">Prices.</param>
/// <param name="Trades">The trades as columns.</param>
/// <param name="Symbols">Figures of the trades by symbol.</param>
/// <param name="Drawdowns">The deepest drawdowns, deepest first.</param>
/// <param name="Years">Returns of months and years.</param>
/// <param name="Crises">Crises that the run covers.</param>
/// <param name="Rolling">Figures over a moving window.</param>
/// <param name="BarReturns">How the returns of bars in the market are distributed; null when there was none.</param>
/// <param name="TradeReturns">How the returns of closed trades are distributed; null when there was none.</param>
/// <param name="Simulations">What might have been.</param>
public sealed record BacktestReport(
    ReportRun Run,
    IReadOnlyList<ReportFigureGroup> Groups,
    ReportHonesty Honesty,
    CurveColumns Curve,
    CandleColumns Candles,
    TradeColumns Trades,
    IReadOnlyList<SymbolFigures> Symbols,
    IReadOnlyList<ReportDrawdown> Drawdowns,
    IReadOnlyList<YearReturns> Years,
    IReadOnlyList<CrisisFigures> Crises,
    RollingColumns Rolling,
    Histogram? BarReturns,
    Histogram? TradeReturns,
    IReadOnlyList<ReportSimulation> Simulations);
