using Trading.Quant.Performance;

namespace Trading.Quant.Tests.Performance;

public sealed class CrisisFiguresTests
{
    private static readonly CrisisPeriod Crisis = new("January", new(2024, 1, 2), new(2024, 1, 5));

    [Fact]
    public void A_crisis_is_measured_from_the_close_of_the_high_to_the_close_of_the_low()
    {
        var curve = ACurve.Of([101, 100, 110, 80, 90, 120], 100, benchmark: [0, 0, 0, -0.5, 0.5, 1]);

        var figures = Assert.Single(CrisisFigures.Of(curve, [Crisis with { Low = new(2024, 1, 5) }]));

        // Day 1 closes at 100; 110, 80, 90 follow: largest fall from 110 to 80. Benchmark 1, 0.5, 0.75. By hand.
        Assert.Equal((3, -0.1, 0.272727), (figures.Bars, Math.Round(figures.Return, 12), Math.Round(figures.MaxDrawdown, 6)));
        Assert.Equal((-0.25, 0.5), (Math.Round(figures.BenchmarkReturn, 12), Math.Round(figures.BenchmarkMaxDrawdown, 12)));
    }

    [Fact]
    public void A_crisis_that_the_curve_covers_in_part_is_left_out()
    {
        Assert.Empty(CrisisFigures.Of(ACurve.Of(101, 100, 110, 80), [Crisis]));   // ends a day before the low
        Assert.Single(CrisisFigures.Of(ACurve.Of(101, 100, 110, 80, 90), [Crisis]));
        Assert.Empty(CrisisFigures.Of(ACurve.Of(101, 100, 110, 80, 90), [Crisis with { High = new(2023, 12, 31) }]));
    }

    [Fact]
    public void Without_a_benchmark_its_figures_are_unknown()
    {
        var figures = Assert.Single(CrisisFigures.Of(ACurve.Of(101, 100, 110, 80, 90), [Crisis]));

        Assert.True(double.IsNaN(figures.BenchmarkReturn) && double.IsNaN(figures.BenchmarkMaxDrawdown));
    }

    /// <summary>Expected values: SPY's closes at the dates, divided by hand. The index fell 49.1, 56.8, 19.8 and 33.9 %.</summary>
    [Fact]
    [Trait("Reference", "beside")]
    public void Spy_fell_in_the_known_crises_as_its_closes_say()
    {
        var bars = Reference.Bars("data/us/SPY.1d.csv");
        var curve = new EquityCurve(bars.Times.ToArray(), bars.Close.ToArray(), bars.Close[0], 252);

        var figures = CrisisFigures.Of(curve, CrisisPeriod.Known).ToDictionary(each => each.Crisis.Name);

        Assert.Equal(9, figures.Count);   // 1998 to the spring of 2021: not 1987, 2022 and 2025
        foreach (var (name, low, high) in new[]
                 {
                     ("Russian default and LTCM 1998", 96.25, 118.75), ("Dot-com crash 2000-2002", 78.0, 153.28),
                     ("Global financial crisis 2007-2009", 68.11, 156.40), ("Fourth quarter 2018", 234.34, 293.58),
                     ("China devaluation, August 2015", 187.27, 210.59), ("Covid crash 2020", 222.95, 338.34),
                 })
        {
            Assert.Equal((low / high) - 1, figures[name].Return, 1e-12);
            Assert.Equal(1 - (low / high), figures[name].MaxDrawdown, 1e-12);
        }
    }
}
