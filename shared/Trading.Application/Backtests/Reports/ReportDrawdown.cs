using Trading.Quant.Performance;

namespace Trading.Application.Backtests.Reports;

/// <summary>A fall of the equity from a high until that high is reached again.</summary>
/// <param name="Depth">Largest fall as a fraction of the high.</param>
/// <param name="Start">Bar of the high, UTC.</param>
/// <param name="Trough">Bar of the largest fall, UTC.</param>
/// <param name="Recovery">First bar at the high again, UTC; null when there is none.</param>
/// <param name="BarsToTrough">Bars from the high to the trough.</param>
/// <param name="Bars">Bars from the high to the recovery, or to the last bar.</param>
/// <param name="Days">Days of the calendar likewise.</param>
public sealed record ReportDrawdown(
    double Depth, DateTime Start, DateTime Trough, DateTime? Recovery, int BarsToTrough, int Bars, double Days)
{
    internal static ReportDrawdown Of(Drawdown drawdown) => new(
        drawdown.Depth, Utc(drawdown.Start), Utc(drawdown.Trough), drawdown.Recovery is { } recovery ? Utc(recovery) : null,
        drawdown.BarsToTrough, drawdown.Bars, drawdown.Days);

    private static DateTime Utc(long ticks) => new(ticks, DateTimeKind.Utc);
}
