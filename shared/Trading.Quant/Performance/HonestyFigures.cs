namespace Trading.Quant.Performance;

/// <summary>How far a curve's Sharpe ratio can be believed; see <see cref="SharpeInference"/>.</summary>
/// <param name="ProbabilisticSharpe">Probability that the true Sharpe ratio is above 0. NaN when the Sharpe ratio is undefined.</param>
/// <param name="MinimumTrackRecord">
/// Bars after which a Sharpe ratio as measured would be above 0 with 95 % confidence. NaN when it is not positive.
/// </param>
/// <param name="ExpectedMaximumSharpe">
/// Annualised Sharpe ratio that the best of the trials would have by luck. NaN when the trials are not known.
/// </param>
/// <param name="DeflatedSharpe">Probability that the true Sharpe ratio is above 0, given the trials. NaN when they are not known.</param>
public sealed record HonestyFigures(
    double ProbabilisticSharpe, double MinimumTrackRecord, double ExpectedMaximumSharpe, double DeflatedSharpe)
{
    private const double Confidence = 0.95;

    /// <summary>The figures of a curve.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="figures">Its figures.</param>
    /// <param name="trials">What was tried before it was chosen; null when that is not known.</param>
    public static HonestyFigures Of(EquityCurve curve, ReturnFigures figures, SharpeTrials? trials)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(figures);
        var root = Math.Sqrt(curve.PeriodsPerYear);
        var sharpe = figures.Sharpe / root;
        return new HonestyFigures(
            SharpeInference.Probabilistic(sharpe, 0, curve.Count, figures.Skewness, figures.ExcessKurtosis),
            SharpeInference.MinimumTrackRecord(sharpe, 0, figures.Skewness, figures.ExcessKurtosis, Confidence),
            trials is null ? double.NaN : SharpeInference.ExpectedMaximum(trials) * root,
            trials is null ? double.NaN : SharpeInference.Deflated(sharpe, trials, curve.Count, figures.Skewness, figures.ExcessKurtosis));
    }
}
