namespace Trading.Quant.Performance;

/// <summary>A fall of an equity from a high until that high is reached again. Times are bars in UTC ticks.</summary>
/// <param name="Depth">Largest fall as a fraction of the high.</param>
/// <param name="Start">Bar of the high; the first bar when the high is the initial equity.</param>
/// <param name="Trough">Bar of the largest fall.</param>
/// <param name="Recovery">First bar at or above the high again; null when the curve ends before.</param>
/// <param name="BarsToTrough">Bars from the high to the trough; the initial equity counts as one bar before the first.</param>
/// <param name="Bars">Bars from the high to the recovery, or to the last bar.</param>
/// <param name="Days">Days of the calendar from <paramref name="Start"/> to the recovery, or to the last bar.</param>
public sealed record Drawdown(double Depth, long Start, long Trough, long? Recovery, int BarsToTrough, int Bars, double Days)
{
    /// <summary>The deepest drawdowns of a curve, deepest first; of equal ones the earlier first.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="count">How many at most, 0 or more.</param>
    public static IReadOnlyList<Drawdown> Worst(EquityCurve curve, int count)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var worst = new List<Drawdown>();
        var running = new RunningDrawdown(curve.InitialEquity);
        var (high, trough, depth) = (-1, -1, 0.0);
        for (var i = 0; i < curve.Count; i++)
        {
            var fall = running.Next(curve.Equity[i]);
            if (fall > depth)
            {
                (trough, depth) = (i, fall);
            }
            else if (fall <= 0)
            {
                Keep(i);
                (high, depth) = (i, 0.0);
            }
        }

        Keep(null);
        return worst;

        void Keep(int? recovery)
        {
            if (depth == 0 || (worst.Count == count && (count == 0 || worst[^1].Depth >= depth)))
                return;
            var end = recovery ?? curve.Count - 1;
            var start = curve.Times[Math.Max(high, 0)];
            var at = worst.FindIndex(kept => kept.Depth < depth);
            worst.Insert(at < 0 ? worst.Count : at, new Drawdown(
                depth, start, curve.Times[trough], recovery is { } index ? curve.Times[index] : null,
                trough - high, end - high, (double)(curve.Times[end] - start) / TimeSpan.TicksPerDay));
            if (worst.Count > count)
                worst.RemoveAt(count);
        }
    }
}
