namespace Trading.Quant.Performance;

/// <summary>
/// How far a Sharpe ratio can be believed. Sharpe ratios here are per bar, not annualised; skewness and kurtosis are of the returns per
/// bar, the kurtosis less the normal distribution's 3. Returns are taken as independent and alike.
/// </summary>
public static class SharpeInference
{
    private const double EulerMascheroni = 0.57721566490153286;

    /// <summary>Standard error of a Sharpe ratio.</summary>
    /// <param name="sharpe">Measured Sharpe ratio.</param>
    /// <param name="count">Returns it was measured on.</param>
    /// <param name="skewness">Skewness of the returns; 0 for normal ones.</param>
    /// <param name="excessKurtosis">Kurtosis of the returns less 3; 0 for normal ones.</param>
    /// <returns>NaN with fewer than two returns, or where a number given is NaN.</returns>
    /// <remarks>Mertens (2002); Bailey and López de Prado (2012), equation 5.</remarks>
    public static double StandardError(double sharpe, long count, double skewness, double excessKurtosis) =>
        count < 2 ? double.NaN : ErrorOfOneReturn(sharpe, skewness, excessKurtosis) / Math.Sqrt(count - 1);

    /// <summary>Probability that the true Sharpe ratio is above a threshold.</summary>
    /// <param name="sharpe">Measured Sharpe ratio.</param>
    /// <param name="threshold">Sharpe ratio to beat.</param>
    /// <param name="count">Returns it was measured on.</param>
    /// <param name="skewness">Skewness of the returns; 0 for normal ones.</param>
    /// <param name="excessKurtosis">Kurtosis of the returns less 3; 0 for normal ones.</param>
    /// <returns>0 to 1; NaN with fewer than two returns, or where a number given is NaN.</returns>
    /// <remarks>Bailey and López de Prado (2012), The Sharpe ratio efficient frontier, Journal of Risk 15(2).</remarks>
    public static double Probabilistic(double sharpe, double threshold, long count, double skewness, double excessKurtosis) => count < 2
        ? double.NaN
        : NormalDistribution.Cumulative((sharpe - threshold) * Math.Sqrt(count - 1) / ErrorOfOneReturn(sharpe, skewness, excessKurtosis));

    /// <summary>Expected highest Sharpe ratio of independent trials without skill.</summary>
    /// <param name="trials">Number and spread of the trials.</param>
    /// <returns>0 for a single trial.</returns>
    /// <remarks>Bailey and López de Prado (2014): the expected maximum of normal variables by extreme value theory.</remarks>
    public static double ExpectedMaximum(SharpeTrials trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        return trials.Count == 1
            ? 0
            : Math.Sqrt(trials.Variance) * (
                ((1 - EulerMascheroni) * NormalDistribution.Quantile(1 - (1.0 / trials.Count))) +
                (EulerMascheroni * NormalDistribution.Quantile(1 - (1 / (trials.Count * Math.E)))));
    }

    /// <summary>Probability that the true Sharpe ratio is above 0, given that it is the highest of several trials.</summary>
    /// <param name="sharpe">Measured Sharpe ratio of the trial that was chosen.</param>
    /// <param name="trials">Number and spread of the trials.</param>
    /// <param name="count">Returns it was measured on.</param>
    /// <param name="skewness">Skewness of its returns.</param>
    /// <param name="excessKurtosis">Kurtosis of its returns less 3.</param>
    /// <returns>0 to 1; NaN with fewer than two returns, or where a number given is NaN.</returns>
    /// <remarks>Bailey and López de Prado (2014), The deflated Sharpe ratio, Journal of Portfolio Management 40(5).</remarks>
    public static double Deflated(double sharpe, SharpeTrials trials, long count, double skewness, double excessKurtosis) =>
        Probabilistic(sharpe, ExpectedMaximum(trials), count, skewness, excessKurtosis);

    /// <summary>Returns after which the Sharpe ratio measured so far would be above a threshold with a given confidence.</summary>
    /// <param name="sharpe">Measured Sharpe ratio.</param>
    /// <param name="threshold">Sharpe ratio to beat.</param>
    /// <param name="skewness">Skewness of the returns.</param>
    /// <param name="excessKurtosis">Kurtosis of the returns less 3.</param>
    /// <param name="confidence">Between 0.5 and 1, both excluded; by convention 0.95.</param>
    /// <returns>In bars; NaN when the Sharpe ratio is not above the threshold, as no length would do.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0.5 and 1.</exception>
    /// <remarks>Bailey and López de Prado (2012).</remarks>
    public static double MinimumTrackRecord(
        double sharpe, double threshold, double skewness, double excessKurtosis, double confidence)
    {
        if (confidence is not (> 0.5 and < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "Expected a confidence between 0.5 and 1, both excluded.");
        if (!(sharpe > threshold))
            return double.NaN;
        var errors = NormalDistribution.Quantile(confidence) * ErrorOfOneReturn(sharpe, skewness, excessKurtosis) / (sharpe - threshold);
        return 1 + (errors * errors);
    }

    /// <summary>Standard error of a Sharpe ratio, times the root of the returns less one.</summary>
    /// <returns>NaN where the moments contradict each other, so that the variance would not be positive.</returns>
    /// <remarks>Mertens (2002), Variance of the IID estimator in Lo (2002).</remarks>
    private static double ErrorOfOneReturn(double sharpe, double skewness, double excessKurtosis)
    {
        var variance = 1 - (skewness * sharpe) + ((excessKurtosis + 2) / 4 * sharpe * sharpe);
        return variance > 0 ? Math.Sqrt(variance) : double.NaN;
    }
}
