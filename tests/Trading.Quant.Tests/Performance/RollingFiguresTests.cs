using Trading.Quant.Performance;

namespace Trading.Quant.Tests.Performance;

public sealed class RollingFiguresTests
{
    /// <summary>Expected values: the test suite of empyrical, test_roll_sharpe_ratio of negative_returns over six bars.</summary>
    [Fact]
    public void Rolling_sharpe_ratios_equal_those_of_empyrical()
    {
        var curve = ACurve.OfReturns([0, -0.06, -0.07, -0.01, -0.09, -0.02, -0.06, -0.08, -0.05], 252);

        var rolling = RollingFigures.Of(curve, 6, 100);

        Assert.Equal([-18.09162052, -26.79897486, -26.69138263, -25.72298838], rolling.Sharpe.Select(sharpe => Math.Round(sharpe, 8)));
        Assert.Equal([ACurve.Day(5), ACurve.Day(6), ACurve.Day(7), ACurve.Day(8)], rolling.Times);
        Assert.Equal(-0.22818, rolling.Return[0], 5e-6);   // empyrical, test_cum_returns of the first six
    }

    [Theory]
    [InlineData(51UL, 3000, 700, 40)]
    [InlineData(52UL, 3000, 2, 500)]
    [InlineData(53UL, 1300, 513, 2000)]
    public void Every_window_has_the_figures_that_its_bars_have_alone(ulong seed, int bars, int window, int points)
    {
        var returns = ACurve.Noise(seed, bars);
        var curve = ACurve.OfReturns(returns, 252);

        var rolling = RollingFigures.Of(curve, window, points);

        Assert.Equal(Math.Min(points, bars - window + 1), rolling.Times.Count);
        Assert.Equal(ACurve.Day(bars - 1), rolling.Times[^1]);
        for (var i = 0; i < rolling.Times.Count; i++)
        {
            var end = curve.IndexAtOrAfter(rolling.Times[i]) + 1;
            var alone = ReturnFigures.Of(ACurve.OfReturns(returns[(end - window)..end], 252));
            Assert.True(
                Math.Abs(alone.TotalReturn - rolling.Return[i]) < 1e-9 && Math.Abs(alone.Volatility - rolling.Volatility[i]) < 1e-9 &&
                Math.Abs(alone.Sharpe / rolling.Sharpe[i] - 1) < 1e-6, $"seed {seed}, window that ends at bar {end - 1}");
        }
    }

    [Fact]
    public void A_flat_window_after_a_wild_one_has_no_sharpe_ratio()
    {
        var curve = ACurve.OfReturns([.. ACurve.Noise(54, 2000, deviation: 0.3), .. new double[1000]], 252);

        var rolling = RollingFigures.Of(curve, 900, 10_000);

        Assert.True(double.IsNaN(rolling.Sharpe[^1]));
        Assert.Equal((0, 0), (rolling.Volatility[^1], rolling.Return[^1]));
        Assert.False(double.IsNaN(rolling.Sharpe[0]));
    }

    [Fact]
    public void A_curve_shorter_than_the_window_has_no_points() => Assert.Empty(RollingFigures.Of(ACurve.Of(101, 102, 103), 4, 10).Times);
}
