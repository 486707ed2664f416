using Trading.Quant.Backtests;

namespace Trading.Quant.Performance;

/// <summary>Everything a tear sheet shows of a run. <see cref="FigureCatalog"/> names the figures and states their conventions.</summary>
/// <param name="First">First bar in UTC ticks.</param>
/// <param name="Last">Last bar in UTC ticks.</param>
/// <param name="Bars">Number of bars.</param>
/// <param name="PeriodsPerYear">Bars in a year, by which figures are annualised.</param>
/// <param name="InitialEquity">Equity before the first bar.</param>
/// <param name="FinalEquity">Equity at the last close.</param>
/// <param name="Returns">Figures of the equity curve.</param>
/// <param name="Benchmark">Figures against the benchmark; null without one.</param>
/// <param name="Trades">Figures of the trades.</param>
/// <param name="Honesty">How far the Sharpe ratio can be believed.</param>
/// <param name="Excursions">Of each trade, in the order given; empty when they were not measured.</param>
/// <param name="Drawdowns">The deepest drawdowns, deepest first.</param>
/// <param name="MonthlyReturns">Returns of months and years, oldest year first.</param>
/// <param name="Rolling">Figures over a moving window.</param>
/// <param name="Crises">Crises that the curve covers, oldest first.</param>
public sealed record PerformanceReport(
    long First,
    long Last,
    int Bars,
    double PeriodsPerYear,
    double InitialEquity,
    double FinalEquity,
    ReturnFigures Returns,
    BenchmarkFigures? Benchmark,
    TradeFigures Trades,
    HonestyFigures Honesty,
    IReadOnlyList<Excursion> Excursions,
    IReadOnlyList<Drawdown> Drawdowns,
    IReadOnlyList<YearReturns> MonthlyReturns,
    RollingFigures Rolling,
    IReadOnlyList<CrisisFigures> Crises)
{
    /// <summary>The report of a run.</summary>
    /// <param name="curve">Its equity, with a benchmark and the exposure where they are known.</param>
    /// <param name="trades">Its trades, in any order.</param>
    /// <param name="excursions">One for each trade, see <see cref="Excursion.Of"/>; none when they were not measured.</param>
    /// <param name="settings">What the report holds.</param>
    /// <exception cref="ArgumentException">There are excursions, but not as many as trades.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public static PerformanceReport Of(
        EquityCurve curve, IReadOnlyList<BacktestTrade> trades, IReadOnlyList<Excursion> excursions, ReportSettings settings)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(settings);
        var returns = ReturnFigures.Of(curve);
        return new PerformanceReport(
            curve.Times[0],
            curve.Times[^1],
            curve.Count,
            curve.PeriodsPerYear,
            curve.InitialEquity,
            curve.FinalEquity,
            returns,
            BenchmarkFigures.Of(curve),
            TradeFigures.Of(curve, trades, excursions),
            HonestyFigures.Of(curve, returns, settings.Trials),
            excursions,
            Drawdown.Worst(curve, settings.WorstDrawdowns),
            YearReturns.Of(curve),
            RollingFigures.Of(curve, settings.RollingWindow ?? UsualWindow(curve), settings.RollingPoints),
            CrisisFigures.Of(curve, CrisisPeriod.Known));
    }

    private static int UsualWindow(EquityCurve curve) =>
        (int)Math.Clamp(Math.Round(curve.PeriodsPerYear / 2), 2, Math.Max(2, curve.Count / 4));
}
