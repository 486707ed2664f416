using Trading.Quant.Performance;

namespace Trading.Quant.Tests.Performance;

public sealed class SharpeInferenceTests
{
    /// <summary>
    /// Expected values: Bailey and López de Prado (2012), the fund with a monthly Sharpe ratio of 0.458 over two years, as if its returns were
    /// normal and with their skewness of -2.448 and kurtosis of 10.164; and mlfinlab's test of the formula.
    /// </summary>
    [Fact]
    public void Trials_join_to_what_they_are_together()
    {
        // 1, 2, 3, 4, 5: mean 3, variance 10 / 4.
        var all = SharpeTrials.Of([1, 2]).Join(SharpeTrials.Of([5])).Join(SharpeTrials.Of([3, 4]));

        Assert.Equal(5, all.Count);
        Assert.Equal(3, all.Mean, 1e-15);
        Assert.Equal(2.5, all.Variance, 1e-15);
    }

    [Theory]
    [InlineData(0.458, 0, 24, 0, 3, 0.982, 5e-4)]
    [InlineData(0.458, 0, 24, -2.448, 10.164, 0.913, 5e-4)]
    [InlineData(1.14, 1, 250, 0, 3, 0.95727, 1e-5)]
    public void Probabilistic_sharpe_ratios_equal_published_ones(
        double sharpe, double threshold, int count, double skewness, double kurtosis, double expected, double tolerance) =>
        Assert.Equal(expected, SharpeInference.Probabilistic(sharpe, threshold, count, skewness, kurtosis - 3), tolerance);

    /// <summary>
    /// Expected values: Bailey and López de Prado (2012): years until an annual Sharpe ratio of 2 is above 1 with 95 % confidence, by daily,
    /// weekly and monthly normal returns, and by monthly returns skewed like hedge funds'; and mlfinlab's test of the formula, in bars.
    /// </summary>
    [Theory]
    [InlineData(2, 1, 252, 0, 3, 2.73, 5e-3)]
    [InlineData(2, 1, 52, 0, 3, 2.83, 5e-3)]
    [InlineData(2, 1, 12, 0, 3, 3.24, 5e-3)]
    [InlineData(2, 1, 12, -0.72, 5.78, 4.99, 5e-3)]
    [InlineData(1.14, 1, 1, 0, 3, 228.73497, 1e-5)]
    public void Minimum_track_records_equal_published_ones(
        double sharpe, double threshold, double perYear, double skewness, double kurtosis, double expected, double tolerance)
    {
        var bars = SharpeInference.MinimumTrackRecord(sharpe / Math.Sqrt(perYear), threshold / Math.Sqrt(perYear), skewness, kurtosis - 3, 0.95);

        Assert.Equal(expected, bars / perYear, tolerance);
    }

    /// <summary>
    /// Expected values: Bailey and López de Prado (2014), the strategist's example: an annual Sharpe ratio of 2.5 over 1,250 days of 250 a year,
    /// the best of 100 trials whose annual ratios have a variance of 1/2; then of the 46 and, were returns normal, the 88 that would do.
    /// </summary>
    [Theory]
    [InlineData(100, -3, 10, 0.9004)]
    [InlineData(46, -3, 10, 0.9505)]
    [InlineData(88, 0, 3, 0.9505)]
    public void Deflated_sharpe_ratios_equal_the_papers(int trials, double skewness, double kurtosis, double expected)
    {
        var tried = new SharpeTrials(trials, 0.5 / 250);

        Assert.Equal(expected, SharpeInference.Deflated(2.5 / Math.Sqrt(250), tried, 1250, skewness, kurtosis - 3), 5e-5);
    }

    /// <summary>Expected values: the same paper's 0.1132, and mlfinlab's test of the formula.</summary>
    [Fact]
    public void The_best_of_trials_without_skill_is_expected_where_the_paper_says()
    {
        Assert.Equal(0.1132, SharpeInference.ExpectedMaximum(new SharpeTrials(100, 0.5 / 250)), 5e-5);
        Assert.Equal(1.012241, SharpeInference.ExpectedMaximum(new SharpeTrials(100, 0.16)), 1e-6);
        Assert.Equal(0.941740, SharpeInference.Deflated(1.14, new SharpeTrials(100, 0.16), 250, 0, 0), 1e-6);
    }

    [Theory]
    [InlineData(61UL)]
    [InlineData(62UL)]
    public void The_best_of_many_draws_is_about_where_it_is_expected(ulong seed)
    {
        const int trials = 50;
        const int rounds = 4000;
        var draws = ACurve.Noise(seed, trials * rounds, deviation: 0.2);

        var mean = draws.Chunk(trials).Average(chunk => chunk.Max());

        Assert.True(Math.Abs((SharpeInference.ExpectedMaximum(new SharpeTrials(trials, 0.04)) / mean) - 1) < 0.02, $"seed {seed}: {mean}");
    }

    [Fact]
    public void A_single_trial_deflates_nothing()
    {
        var alone = SharpeTrials.Of([0.1]);

        Assert.Equal(SharpeInference.Probabilistic(0.1, 0, 500, -1, 4), SharpeInference.Deflated(0.1, alone, 500, -1, 4));
    }

    [Fact]
    public void At_the_minimum_track_record_the_probability_is_the_confidence()
    {
        var bars = SharpeInference.MinimumTrackRecord(0.0500001, 0, -0.5, 3, 0.99);

        Assert.Equal(0.99, SharpeInference.Probabilistic(0.0500001, 0, (long)Math.Round(bars), -0.5, 3), 1e-4);
    }

    [Fact]
    public void What_cannot_be_told_is_not_a_number()
    {
        Assert.True(double.IsNaN(SharpeInference.MinimumTrackRecord(0.1, 0.1, 0, 0, 0.95)));
        Assert.True(double.IsNaN(SharpeInference.Probabilistic(0.1, 0, 1, 0, 0)));
        Assert.True(double.IsNaN(SharpeInference.Probabilistic(double.NaN, 0, 100, 0, 0)));
        Assert.True(double.IsNaN(SharpeInference.Probabilistic(1, 0, 100, 5, 0)));   // no returns are skewed so without a heavier tail
    }

    [Fact]
    public void Trials_are_summed_up_by_their_sample_variance()
    {
        // 0.1, 0.3 and one undefined, which counts as 0: mean 0.1333, squares 0.0467, over 2. By hand.
        var trials = SharpeTrials.Of([0.1, 0.3, double.NaN]);

        Assert.Equal((3, 0.023333), (trials.Count, Math.Round(trials.Variance, 6)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SharpeTrials(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SharpeTrials(2, -1));
    }
}
