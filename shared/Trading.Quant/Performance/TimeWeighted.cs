namespace Trading.Quant.Performance;

/// <summary>Time-weighted returns: what one unit of money became, whatever its owner paid in and took out on the way.</summary>
/// <remarks>
/// CFA Institute, Global Investment Performance Standards (GIPS) 2020: sub-periods between external flows are linked geometrically. Each day is
/// a sub-period here; flows in count at its start and flows out at its end, so that a day's return is
/// (value + taken out) / (value the day before + paid in) - 1.
/// </remarks>
public static class TimeWeighted
{
    /// <summary>Value of a unit that was 1 before the first day. Its figures, drawdowns and periods are those of the money, free of flows.</summary>
    /// <param name="before">What was there before the first day; zero when all was paid in later.</param>
    /// <param name="days">One day or more, dates strictly ascending, values and flows finite.</param>
    /// <param name="periodsPerYear">Days in a year, see <see cref="Backtests.Annualisation"/>.</param>
    /// <param name="benchmarkReturns">Simple returns of a benchmark over the same days; empty when there is none.</param>
    /// <returns>
    /// Null where a return is not defined: something gained or lost on a day on which nothing, or a debt, was at work. A day on which nothing was
    /// there returns 0.
    /// </returns>
    /// <exception cref="ArgumentException">No days, dates that do not ascend, or no finite number.</exception>
    public static EquityCurve? Curve(double before, IReadOnlyList<ValuedDay> days, double periodsPerYear, ReadOnlyMemory<double> benchmarkReturns = default)
    {
        ArgumentNullException.ThrowIfNull(days);
        var (times, units, unit) = (new long[days.Count], new double[days.Count], 1.0);
        for (var i = 0; i < days.Count; i++)
        {
            var day = days[i];
            var (atWork, became) = (before + day.PaidIn, day.Value + day.TakenOut);
            if (atWork > 0)
                unit *= became / atWork;
            else if (atWork != 0 || became != 0)
                return null;
            times[i] = day.Date.ToDateTime(TimeOnly.MinValue).Ticks;
            units[i] = unit;
            before = day.Value;
        }

        return new EquityCurve(times, units, 1, periodsPerYear, benchmarkReturns);
    }
}
