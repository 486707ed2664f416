namespace Trading.Quant.Performance;

/// <summary>Figures of an equity curve against a benchmark over the same bars. Simple returns per bar; the risk-free rate is 0.</summary>
/// <param name="Alpha">
/// Intercept of the regression of the returns on the benchmark's, times the periods per year. NaN when the benchmark does not vary.
/// </param>
/// <param name="Beta">Slope of that regression: covariance over the benchmark's variance. NaN when the benchmark does not vary.</param>
/// <param name="Correlation">Pearson's correlation of the returns. NaN when either does not vary.</param>
/// <param name="InformationRatio">
/// Mean over sample deviation of the differences of the returns, annualised by the root. NaN when they do not vary.
/// </param>
/// <param name="TrackingError">Sample deviation of the differences of the returns, times the root of the periods per year.</param>
/// <param name="BenchmarkReturn">The benchmark's compounded return.</param>
/// <param name="BenchmarkMaxDrawdown">The benchmark's largest fall from its highest value so far, the start included.</param>
/// <remarks>Jensen (1968); Goodwin (1998), Financial Analysts Journal 54(4), for the information ratio.</remarks>
public sealed record BenchmarkFigures(
    double Alpha,
    double Beta,
    double Correlation,
    double InformationRatio,
    double TrackingError,
    double BenchmarkReturn,
    double BenchmarkMaxDrawdown)
{
    /// <summary>The figures of a curve; null when it has no benchmark.</summary>
    public static BenchmarkFigures? Of(EquityCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var benchmark = curve.BenchmarkReturns;
        if (benchmark.IsEmpty)
            return null;
        var (ours, theirs, active) = (new RunningMoments(), new RunningMoments(), new RunningMoments());
        var products = 0.0;
        for (var i = 0; i < benchmark.Length; i++)
        {
            var distance = curve.Returns[i] - ours.Mean;
            ours.Add(curve.Returns[i]);
            theirs.Add(benchmark[i]);
            active.Add(curve.Returns[i] - benchmark[i]);
            products += distance * (benchmark[i] - theirs.Mean);
        }

        var covariance = products / (benchmark.Length - 1);
        var (compounded, fall) = Compound(benchmark);
        var beta = theirs.Vary ? covariance / theirs.Variance : double.NaN;
        return new BenchmarkFigures(
            Alpha: (ours.Mean - (beta * theirs.Mean)) * curve.PeriodsPerYear,
            beta,
            Correlation: ours.Vary && theirs.Vary ? covariance / (ours.Deviation * theirs.Deviation) : double.NaN,
            InformationRatio: active.MeanPerDeviation(curve.PeriodsPerYear),
            TrackingError: active.Deviation * Math.Sqrt(curve.PeriodsPerYear),
            compounded,
            fall);
    }

    /// <summary>Compounded return of returns, and the largest fall on the way.</summary>
    internal static (double Return, double MaxDrawdown) Compound(ReadOnlySpan<double> returns)
    {
        var (value, drawdown) = (1.0, new RunningDrawdown(1));
        foreach (var change in returns)
        {
            value *= 1 + change;
            drawdown.Next(value);
        }

        return (value - 1, drawdown.Largest);
    }
}
