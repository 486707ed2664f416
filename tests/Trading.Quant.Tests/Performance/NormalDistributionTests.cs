using Trading.Quant.Performance;

namespace Trading.Quant.Tests.Performance;

public sealed class NormalDistributionTests
{
    /// <summary>Expected values: Abramowitz and Stegun, table 26.1, to its fifteen decimals.</summary>
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(0.5, 0.691462461274013)]
    [InlineData(1, 0.841344746068543)]
    [InlineData(2, 0.977249868051821)]
    [InlineData(3, 0.998650101968370)]
    public void Probabilities_equal_the_table(double x, double expected)
    {
        Assert.Equal(expected, NormalDistribution.Cumulative(x), 6e-16);
        Assert.Equal(1 - expected, NormalDistribution.Cumulative(-x), 6e-16);
    }

    /// <summary>Expected values: erfc of the GNU C library, through Python.</summary>
    [Theory]
    [InlineData(-1.96, 0.024997895148220435)]
    [InlineData(-5, 2.866515718791946e-07)]
    [InlineData(-6, 9.865876450377012e-10)]
    [InlineData(-7.5, 3.19089167291092e-14)]
    [InlineData(-8.2, 1.2019351542735898e-16)]
    [InlineData(-10, 7.619853024160593e-24)]
    [InlineData(-20, 2.7536241186063314e-89)]
    [InlineData(-37, 5.725571222525139e-300)]
    public void Small_probabilities_are_right_in_all_their_digits(double x, double expected) =>
        Assert.InRange(NormalDistribution.Cumulative(x) / expected, 1 - 1e-12, 1 + 1e-12);

    [Fact]
    public void Beyond_the_numbers_the_probability_is_zero_or_one()
    {
        Assert.Equal((0, 1), (NormalDistribution.Cumulative(double.NegativeInfinity), NormalDistribution.Cumulative(double.PositiveInfinity)));
        Assert.True(double.IsNaN(NormalDistribution.Cumulative(double.NaN)));
    }

    /// <summary>Expected values: the quantiles that Wichura (1988) prints for his algorithm's check, and R's qnorm.</summary>
    [Theory]
    [InlineData(0.25, -0.6744897501960817)]
    [InlineData(0.001, -3.090232306167814)]
    [InlineData(1e-20, -9.262340089798408)]
    [InlineData(0.95, 1.6448536269514722)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.99, 2.3263478740408408)]
    [InlineData(1e-9, -5.997807015007687)]
    public void Quantiles_equal_published_ones(double probability, double expected) =>
        Assert.Equal(expected, NormalDistribution.Quantile(probability), 1e-14 * Math.Abs(expected));

    [Fact]
    public void The_quantile_of_the_probability_of_a_value_is_the_value()
    {
        for (var x = -37.0; x <= 4.5; x += 0.01)
            Assert.True(Math.Abs(NormalDistribution.Quantile(NormalDistribution.Cumulative(x)) - x) < 1e-10, $"at {x}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Only_what_may_and_may_not_happen_has_a_quantile(double probability) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalDistribution.Quantile(probability));
}
