namespace Trading.Quant.Performance;

/// <summary>Returns of the months of a year, as fractions.</summary>
/// <param name="Year">Calendar year, UTC.</param>
/// <param name="Months">Twelve returns, January first; NaN for a month without a bar.</param>
/// <param name="Total">Compounded return of the year's bars.</param>
public sealed record YearReturns(int Year, IReadOnlyList<double> Months, double Total)
{
    /// <summary>
    /// The table of a curve, oldest year first. A bar belongs to the UTC month of its time; a month's return is taken from the last equity
    /// before it, the initial equity for the first. NaN where that equity was not positive.
    /// </summary>
    public static IReadOnlyList<YearReturns> Of(EquityCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var years = new List<YearReturns>();
        for (var first = 0; first < curve.Count;)
        {
            var year = new DateTime(curve.Times[first], DateTimeKind.Utc).Year;
            var months = new double[12];
            var start = first;
            for (var month = 1; month <= 12; month++)
            {
                var end = curve.IndexAtOrAfter(EndOfMonth(year, month));
                months[month - 1] = Return(curve, first, end);
                first = end;
            }

            years.Add(new YearReturns(year, months, Return(curve, start, first)));
        }

        return years;
    }

    private static double Return(EquityCurve curve, int first, int end) =>
        end > first && curve.EquityBefore(first) > 0 ? (curve.Equity[end - 1] / curve.EquityBefore(first)) - 1 : double.NaN;

    private static long EndOfMonth(int year, int month) => (year, month) == (9999, 12)
        ? DateTime.MaxValue.Ticks
        : new DateTime(year, month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(1).Ticks;
}
