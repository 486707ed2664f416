using Trading.Quant.Performance;

namespace Trading.Quant.Tests.Performance;

public sealed class DrawdownTests
{
    [Fact]
    public void Drawdowns_run_from_a_high_to_its_recovery_and_are_listed_deepest_first()
    {
        // From 100: a fall of 10 % at once, back on day 2; a high of 120 on day 3, down to 90 on day 5, back on day 7; a last fall of 5 %.
        var curve = ACurve.Of(90, 95, 100, 120, 108, 90, 114, 120, 114);

        var drawdowns = Drawdown.Worst(curve, 10);

        Assert.Equal(
        [
            new(0.25, ACurve.Day(3), ACurve.Day(5), ACurve.Day(7), BarsToTrough: 2, Bars: 4, Days: 4),
            new(0.1, ACurve.Day(0), ACurve.Day(0), ACurve.Day(2), BarsToTrough: 1, Bars: 3, Days: 2),
            new(0.05, ACurve.Day(7), ACurve.Day(8), null, BarsToTrough: 1, Bars: 1, Days: 1),
        ], drawdowns.Select(drawdown => drawdown with { Depth = Math.Round(drawdown.Depth, 12) }));
    }

    [Fact]
    public void Only_the_deepest_are_kept_and_the_first_is_the_largest_drawdown()
    {
        var curve = ACurve.OfReturns(ACurve.Noise(31, 2000), 252);
        var all = Drawdown.Worst(curve, int.MaxValue - 1);

        var five = Drawdown.Worst(curve, 5);

        Assert.Equal(all.Take(5), five);
        Assert.Equal(all.OrderByDescending(drawdown => drawdown.Depth), all);
        Assert.Equal(ReturnFigures.Of(curve).MaxDrawdown, five[0].Depth);
        Assert.True(all.Count > 20, "seed 31");
    }

    [Fact]
    public void An_equity_that_only_rises_has_none()
    {
        Assert.Empty(Drawdown.Worst(ACurve.Of(100, 101, 101, 105), 3));
        Assert.Empty(Drawdown.Worst(ACurve.Of(90, 80), 0));
    }
}
