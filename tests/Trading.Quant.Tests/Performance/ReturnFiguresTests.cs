using Trading.Quant.Performance;

namespace Trading.Quant.Tests.Performance;

public sealed class ReturnFiguresTests
{
    private static readonly double[] Mixed = [0.01, 0.10, -0.04, 0.02, 0.03, 0.02, 0.01, -0.10];

    /// <summary>
    /// Expected values: the test suite of empyrical (stefan-jansen/empyrical-reloaded, test_stats.py), its weekly_returns and monthly_returns.
    /// </summary>
    [Theory]
    [InlineData(52, 0.24690830513998208, 0.38851569394870583, 2.4690830513998208, 1.1158901056866439)]
    [InlineData(12, 0.052242061386048144, 0.18663690238892558, 0.52242061386048144, 0.53605626741889756)]
    public void Annual_figures_equal_those_of_empyrical(double periodsPerYear, double growth, double volatility, double calmar, double sortino)
    {
        var figures = ReturnFigures.Of(ACurve.OfReturns([0, .. Mixed], periodsPerYear));

        Assert.Equal(growth, figures.Cagr, 1e-10);
        Assert.Equal(volatility, figures.Volatility, 1e-10);
        Assert.Equal(calmar, figures.Calmar, 1e-10);
        Assert.Equal(sortino, figures.Sortino, 1e-10);
        Assert.Equal(0.1, figures.MaxDrawdown, 1e-12);
        Assert.Equal(0.038931091700480147, figures.TotalReturn, 1e-12);
    }

    /// <summary>Expected values: as above, mixed_returns and negative_returns.</summary>
    [Fact]
    public void Daily_ratios_equal_those_of_empyrical()
    {
        var mixed = ReturnFigures.Of(ACurve.OfReturns(Mixed, 252));
        var falling = ReturnFigures.Of(ACurve.OfReturns([0, -0.06, -0.07, -0.01, -0.09, -0.02, -0.06, -0.08, -0.05], 252));

        Assert.Equal(0.9136465399704637, mixed.Volatility, 1e-10);
        Assert.Equal(1.7238613961706866, mixed.Sharpe, 1e-10);
        Assert.Equal(2.605531251673693, mixed.Sortino, 1e-10);
        Assert.Equal(-24.406808633910085, falling.Sharpe, 1e-9);
        Assert.Equal(-13.532743075043401, falling.Sortino, 1e-9);
        Assert.Equal(0.36590, falling.MaxDrawdown, 1e-5);   // given to four places
        Assert.Equal(0, falling.Omega);
    }

    /// <summary>Expected values: PerformanceAnalytics 2.0 on portfolio_bacon; its losses are positive, ours negative.</summary>
    [Fact]
    public void Risk_figures_equal_those_of_PerformanceAnalytics()
    {
        var figures = ReturnFigures.Of(ACurve.OfReturns(ACurve.Bacon, 1));

        Assert.Equal(-0.0825624552085681, figures.Skewness, 1e-12);          // skewness, method "moment"
        Assert.Equal(-0.567546205892125, figures.ExcessKurtosis, 1e-12);     // kurtosis, method "excess"
        Assert.Equal(1.779783393501810, figures.Omega, 1e-12);               // Omega, threshold 0
        Assert.Equal(0.392372028795065, figures.Sortino, 1e-12);             // SortinoRatio, MAR 0
        Assert.Equal(0.0570569060020092, figures.Calmar, 1e-12);             // CalmarRatio, scale 1
        Assert.Equal(-0.0592, figures.ValueAtRisk95, 1e-12);                 // VaR, method "historical"
        Assert.Equal(-0.06408, figures.ValueAtRisk99, 1e-12);
        Assert.Equal(-0.063, figures.ConditionalValueAtRisk95, 1e-12);       // ES, method "historical"
        Assert.Equal(-0.065, figures.ConditionalValueAtRisk99, 1e-12);
        // UlcerIndex takes returns as percentages, and was given these as they are.
        Assert.Equal(0.0607115329905502, 100 * ReturnFigures.Of(ACurve.OfReturns([.. ACurve.Bacon.Select(change => change / 100)], 1)).UlcerIndex, 1e-12);
        Assert.Equal((0.081, -0.065), (Math.Round(figures.BestBar, 12), Math.Round(figures.WorstBar, 12)));
    }

    [Fact]
    public void An_equity_that_only_rises_has_no_drawdown_and_no_ratio_of_losses()
    {
        var figures = ReturnFigures.Of(ACurve.Of(101, 103, 104));

        Assert.Equal((0, 0), (figures.MaxDrawdown, figures.UlcerIndex));
        Assert.All(new[] { figures.Sortino, figures.Calmar, figures.Omega }, figure => Assert.True(double.IsNaN(figure)));
        Assert.True(figures.Sharpe > 0 && figures.ValueAtRisk99 > 0);
    }

    [Fact]
    public void Even_growth_has_no_deviation_to_divide_by_although_its_returns_are_rounded()
    {
        var figures = ReturnFigures.Of(ACurve.OfReturns([.. Enumerable.Repeat(0.01, 300)], 252));

        Assert.All(new[] { figures.Sharpe, figures.Skewness, figures.ExcessKurtosis }, figure => Assert.True(double.IsNaN(figure)));
        Assert.Equal(11.274002099240256, figures.Cagr, 1e-9);   // empyrical, flat_line_1_tz: 1.01^252 - 1
    }

    [Fact]
    public void A_lost_equity_has_a_return_and_a_drawdown_and_nothing_else()
    {
        var figures = ReturnFigures.Of(ACurve.Of(50, -10, 20));

        Assert.Equal((-0.8, 1.1), (figures.TotalReturn, figures.MaxDrawdown), Close);
        Assert.All(
            new[]
            {
                figures.Cagr, figures.Volatility, figures.Sharpe, figures.Sortino, figures.Calmar, figures.Omega, figures.ValueAtRisk95,
                figures.ConditionalValueAtRisk95, figures.Skewness, figures.ExcessKurtosis, figures.BestBar, figures.WorstBar,
            },
            figure => Assert.True(double.IsNaN(figure)));
    }

    [Theory]
    [InlineData(1UL, 1)]
    [InlineData(2UL, 2)]
    [InlineData(3UL, 101)]
    [InlineData(4UL, 5000)]
    public void Value_at_risk_is_the_quantile_of_the_sorted_returns_and_the_shortfall_beyond_it_is_worse(ulong seed, int count)
    {
        var returns = ACurve.Noise(seed, count);
        for (var i = 0; i < count; i += 3)
            returns[i] = 0;   // flat bars: many equal values
        var curve = ACurve.OfReturns(returns, 252);
        double[] sorted = [.. curve.Returns.ToArray().Order()];

        var figures = ReturnFigures.Of(curve);

        foreach (var (level, value) in new[] { (0.05, figures.ValueAtRisk95), (0.01, figures.ValueAtRisk99) })
        {
            var at = level * (count - 1);
            var expected = sorted[(int)at] + ((at - (int)at) * (sorted[Math.Min((int)at + 1, count - 1)] - sorted[(int)at]));
            Assert.True(Math.Abs(expected - value) < 1e-15, $"seed {seed}, {count} bars, level {level}: {value}, expected {expected}");
        }

        Assert.True(figures.ConditionalValueAtRisk95 <= figures.ValueAtRisk95, $"seed {seed}");
        Assert.True(figures.ConditionalValueAtRisk99 <= figures.ConditionalValueAtRisk95, $"seed {seed}");
        Assert.Equal(returns.Order().ToArray(), curve.Returns.ToArray().Order(), (x, y) => Math.Abs(x - y) < 1e-12);   // the curve's own are untouched
    }

    [Theory]
    [InlineData(11UL)]
    [InlineData(12UL)]
    public void Money_in_another_unit_changes_no_figure(ulong seed)
    {
        var curve = ACurve.OfReturns(ACurve.Noise(seed, 500), 252);
        double[] cents = [.. curve.Equity.ToArray().Select(equity => equity * 1024)];   // a power of two: no rounding

        Assert.Equal(ReturnFigures.Of(curve), ReturnFigures.Of(ACurve.Of(cents, 1024)));
    }

    [Fact]
    public void A_curve_that_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentException>(() => ACurve.Of([]));
        Assert.Throws<ArgumentException>(() => ACurve.Of(100, double.NaN));
        Assert.Throws<ArgumentException>(() => ACurve.Of([100, 101], 100, benchmark: [0.01]));
        Assert.Throws<ArgumentException>(() => new EquityCurve(new long[] { 2, 1 }, new double[] { 1, 1 }, 1, 252));
        Assert.Throws<ArgumentOutOfRangeException>(() => ACurve.Of([100], initial: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ACurve.Of([100], 100, periodsPerYear: 0));
    }

    private static bool Close((double, double) expected, (double, double) actual) =>
        Math.Abs(expected.Item1 - actual.Item1) < 1e-12 && Math.Abs(expected.Item2 - actual.Item2) < 1e-12;
}
