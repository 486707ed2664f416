namespace Trading.Quant.Performance;

/// <summary>Compounded return of a stretch of the calendar.</summary>
/// <param name="From">Day of its first bar, UTC.</param>
/// <param name="To">Day of its last bar, UTC.</param>
/// <param name="Return">As a fraction; NaN where the equity before it was not positive.</param>
/// <param name="BenchmarkReturn">The benchmark's over the same bars; NaN without one.</param>
public sealed record PeriodReturn(DateOnly From, DateOnly To, double Return, double BenchmarkReturn)
{
    /// <summary>The periods of a curve that have a bar, oldest first. A period's return is taken from the last equity before it.</summary>
    public static IReadOnlyList<PeriodReturn> Of(EquityCurve curve, ReturnPeriod period)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var periods = new List<PeriodReturn>();
        for (int first = 0, end; first < curve.Count; first = end)
        {
            for (end = first + 1; end < curve.Count && Key(curve, end, period) == Key(curve, first, period);)
                end++;
            var before = curve.EquityBefore(first);
            periods.Add(new PeriodReturn(
                Day(curve, first),
                Day(curve, end - 1),
                before > 0 ? (curve.Equity[end - 1] / before) - 1 : double.NaN,
                curve.BenchmarkReturns.IsEmpty ? double.NaN : BenchmarkFigures.Compound(curve.BenchmarkReturns[first..end]).Return));
        }

        return periods;
    }

    private static DateOnly Day(EquityCurve curve, int index) => DateOnly.FromDateTime(new DateTime(curve.Times[index], DateTimeKind.Utc));

    private static int Key(EquityCurve curve, int index, ReturnPeriod period) => Day(curve, index) is var day && period is ReturnPeriod.Day
        ? day.DayNumber
        : (day.Year * 100) + (period is ReturnPeriod.Month ? day.Month : 0);
}
