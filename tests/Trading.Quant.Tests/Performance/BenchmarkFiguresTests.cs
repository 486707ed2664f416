using Trading.Quant.Performance;

namespace Trading.Quant.Tests.Performance;

public sealed class BenchmarkFiguresTests
{
    /// <summary>Expected values: PerformanceAnalytics 2.0 on portfolio_bacon (SFM.alpha, SFM.beta, TrackingError).</summary>
    [Fact]
    public void Alpha_beta_and_tracking_error_equal_those_of_PerformanceAnalytics()
    {
        var figures = BenchmarkFigures.Of(ACurve.OfReturns(ACurve.Bacon, 12, ACurve.BaconBenchmark))!;

        Assert.Equal(0.998850208622575, figures.Beta, 1e-12);
        Assert.Equal(-0.001030120844918 * 12, figures.Alpha, 1e-12);
        Assert.Equal(0.0336397151412227, figures.TrackingError, 1e-12);
    }

    /// <summary>Expected values: the test suite of empyrical (test_beta of mixed_returns and negative_returns; test_excess_sharpe, per bar).</summary>
    [Fact]
    public void Beta_and_information_ratio_equal_those_of_empyrical()
    {
        double[] mixed = [0.01, 0.10, -0.04, 0.02, 0.03, 0.02, 0.01, -0.10];

        var against = BenchmarkFigures.Of(ACurve.OfReturns(mixed, 1, [-0.06, -0.07, -0.01, -0.09, -0.02, -0.06, -0.08, -0.05]))!;
        var constant = BenchmarkFigures.Of(ACurve.OfReturns(mixed, 1, [.. Enumerable.Repeat(0.01, 8)]))!;

        Assert.Equal(-0.71296296296296313, against.Beta, 1e-10);
        // Its alpha of a year compounds the intercept: (1 + intercept)^252 - 1 = -0.99978538348850043.
        Assert.Equal(Math.Pow(1 - 0.99978538348850043, 1.0 / 252) - 1, against.Alpha, 1e-9);
        Assert.Equal(-0.06515583641446039, constant.InformationRatio, 1e-10);
        Assert.All(new[] { constant.Beta, constant.Alpha, constant.Correlation }, figure => Assert.True(double.IsNaN(figure)));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(-0.5, -1)]
    public void A_curve_that_follows_its_benchmark_by_a_factor_has_that_beta_and_no_alpha(double factor, double correlation)
    {
        var benchmark = ACurve.Noise(21, 300);

        var figures = BenchmarkFigures.Of(ACurve.OfReturns([.. benchmark.Select(change => factor * change)], 252, benchmark))!;

        Assert.Equal((factor, correlation, 0), (Math.Round(figures.Beta, 9), Math.Round(figures.Correlation, 9), Math.Round(figures.Alpha, 9)));
    }

    [Fact]
    public void The_benchmark_itself_is_summed_up()
    {
        var figures = BenchmarkFigures.Of(ACurve.OfReturns([0.1, 0.1, 0.1], 252, [0.5, -0.4, 0.1]))!;

        // 1.5, 0.9, 0.99. By hand.
        Assert.Equal((-0.01, 0.4), (Math.Round(figures.BenchmarkReturn, 12), Math.Round(figures.BenchmarkMaxDrawdown, 12)));
    }

    [Fact]
    public void Without_a_benchmark_there_are_no_figures() => Assert.Null(BenchmarkFigures.Of(ACurve.Of(101, 102)));
}
