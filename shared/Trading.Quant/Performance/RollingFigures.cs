namespace Trading.Quant.Performance;

/// <summary>
/// Figures over a moving window of bars, at evenly spaced bars of a curve. All lists have one value a point, oldest first.
/// </summary>
/// <param name="Window">Bars in the window.</param>
/// <param name="Times">Last bars of the windows in UTC ticks.</param>
/// <param name="Return">Equity over the equity before the window, less 1; NaN where that was not positive.</param>
/// <param name="Volatility">Sample deviation of the returns times the root of the periods per year.</param>
/// <param name="Sharpe">Mean over sample deviation of the returns, annualised by the root; NaN when they do not vary.</param>
public sealed record RollingFigures(
    int Window,
    IReadOnlyList<long> Times,
    IReadOnlyList<double> Return,
    IReadOnlyList<double> Volatility,
    IReadOnlyList<double> Sharpe)
{
    /// <summary>The figures of a curve; without points when it is shorter than the window.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="window">Bars in the window, 2 or more.</param>
    /// <param name="maxPoints">Most points, 1 or more. The last bar is one of them.</param>
    public static RollingFigures Of(EquityCurve curve, int window, int maxPoints)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 2);
        var points = PathPoints.Of(Math.Max(0, curve.Count - window + 1), maxPoints);
        var times = new long[points.Length];
        var (growth, volatility, sharpe) = (new double[points.Length], new double[points.Length], new double[points.Length]);
        var blocks = new BlockMoments(curve.Returns);
        for (var i = 0; i < points.Length; i++)
        {
            var first = points[i];
            var last = first + window - 1;
            var moments = blocks.Between(first, last + 1);
            times[i] = curve.Times[last];
            growth[i] = curve.EquityBefore(first) > 0 ? (curve.Equity[last] / curve.EquityBefore(first)) - 1 : double.NaN;
            volatility[i] = moments.Deviation * Math.Sqrt(curve.PeriodsPerYear);
            sharpe[i] = moments.MeanPerDeviation(curve.PeriodsPerYear);
        }

        return new RollingFigures(window, times, growth, volatility, sharpe);
    }
}
