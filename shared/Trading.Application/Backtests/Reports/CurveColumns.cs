using Trading.Quant.Performance;

namespace Trading.Application.Backtests.Reports;

/// <summary>An equity curve as columns, thinned so that no high, low or deepest fall is lost.</summary>
/// <param name="Positions">Positions of the bars in the run, 0 the first.</param>
/// <param name="Times">Bars.</param>
/// <param name="Equity">Equity at their closes.</param>
/// <param name="Drawdown">Fall from the highest equity so far as a fraction of it, 0 or negative.</param>
/// <param name="Benchmark">
/// What the initial equity would have become, had it bought the instrument at the first open and held it, without costs; empty when the
/// prices do not allow it.
/// </param>
public sealed record CurveColumns(
    IReadOnlyList<int> Positions,
    IReadOnlyList<long> Times,
    IReadOnlyList<double> Equity,
    IReadOnlyList<double> Drawdown,
    IReadOnlyList<double> Benchmark)
{
    private const int Stretches = 1_200;
    private const int Digits = 8;

    internal static CurveColumns Of(EquityCurve curve)
    {
        var falls = Falls(curve);
        var benchmark = Benchmarked(curve);
        var kept = Extremes(curve.Count, [curve.Equity.ToArray(), falls, .. benchmark.Length > 0 ? new[] { benchmark } : []]);
        double[] Pick(Func<int, double> value, int digits) => [.. kept.Select(i => Column.Round(value(i), digits))];
        var (times, equity) = (curve.Times.ToArray(), curve.Equity.ToArray());
        return new CurveColumns(
            kept, [.. kept.Select(i => Column.Milliseconds(times[i]))], Pick(i => equity[i], Digits), Pick(i => falls[i], Digits),
            benchmark.Length > 0 ? Pick(i => benchmark[i], Digits) : []);
    }

    private static double[] Falls(EquityCurve curve)
    {
        var falls = new double[curve.Count];
        var peak = curve.InitialEquity;
        for (var i = 0; i < falls.Length; i++)
        {
            peak = Math.Max(peak, curve.Equity[i]);
            falls[i] = (curve.Equity[i] / peak) - 1;
        }

        return falls;
    }

    private static double[] Benchmarked(EquityCurve curve)
    {
        var values = new double[curve.BenchmarkReturns.Length];
        var value = curve.InitialEquity;
        for (var i = 0; i < values.Length; i++)
            values[i] = value *= 1 + curve.BenchmarkReturns[i];
        return values;
    }

    /// <summary>Positions of the lowest and the highest value of each column in each stretch, the first and the last; ascending.</summary>
    private static int[] Extremes(int count, IReadOnlyList<double[]> columns)
    {
        if (count <= Stretches)
            return [.. Enumerable.Range(0, count)];
        SortedSet<int> kept = [0, count - 1];
        for (var stretch = 0; stretch < Stretches; stretch++)
        {
            var (start, end) = ((int)((long)count * stretch / Stretches), (int)((long)count * (stretch + 1) / Stretches));
            foreach (var column in columns)
            {
                var (lowest, highest) = (start, start);
                for (var i = start; i < end; i++)
                {
                    lowest = column[i] < column[lowest] ? i : lowest;
                    highest = column[i] > column[highest] ? i : highest;
                }

                kept.Add(lowest);
                kept.Add(highest);
            }
        }

        return [.. kept];
    }
}
