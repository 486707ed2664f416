namespace Trading.Quant.Performance;

/// <summary>What a curve went through in a crisis, from the last bar of the high's day to the last bar of the low's.</summary>
/// <param name="Crisis">The crisis.</param>
/// <param name="Bars">Bars after the high's day, up to and with the low's.</param>
/// <param name="Return">Return over these bars; NaN where the equity before them was not positive.</param>
/// <param name="MaxDrawdown">Largest fall within, the high's close included; NaN likewise.</param>
/// <param name="BenchmarkReturn">Compounded return of the benchmark over these bars; NaN without a benchmark.</param>
/// <param name="BenchmarkMaxDrawdown">Largest fall of the benchmark within; NaN without a benchmark.</param>
public sealed record CrisisFigures(
    CrisisPeriod Crisis, int Bars, double Return, double MaxDrawdown, double BenchmarkReturn, double BenchmarkMaxDrawdown)
{
    /// <summary>
    /// The crises that a curve covers whole: it has a bar on the high's day or before, and one on the low's day or after.
    /// </summary>
    /// <param name="curve">The curve; days are those of its bars' times in UTC.</param>
    /// <param name="crises">The crises to look for.</param>
    public static IReadOnlyList<CrisisFigures> Of(EquityCurve curve, IReadOnlyList<CrisisPeriod> crises)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(crises);
        var figures = new List<CrisisFigures>();
        foreach (var crisis in crises)
        {
            var first = curve.IndexAtOrAfter(EndOf(crisis.High));
            var end = curve.IndexAtOrAfter(EndOf(crisis.Low));
            if (first > 0 && end > first && curve.Times[^1] >= EndOf(crisis.Low.AddDays(-1)))
                figures.Add(Of(curve, crisis, first, end));
        }

        return figures;
    }

    private static CrisisFigures Of(EquityCurve curve, CrisisPeriod crisis, int first, int end)
    {
        var (change, fall) = (double.NaN, double.NaN);
        var before = curve.EquityBefore(first);
        if (before > 0)
        {
            var drawdown = new RunningDrawdown(before);
            for (var i = first; i < end; i++)
                drawdown.Next(curve.Equity[i]);
            (change, fall) = ((curve.Equity[end - 1] / before) - 1, drawdown.Largest);
        }

        var (benchmarkChange, benchmarkFall) = curve.BenchmarkReturns.IsEmpty
            ? (double.NaN, double.NaN)
            : BenchmarkFigures.Compound(curve.BenchmarkReturns[first..end]);
        return new CrisisFigures(crisis, end - first, change, fall, benchmarkChange, benchmarkFall);
    }

    private static long EndOf(DateOnly day) => day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).Ticks;
}
