using Trading.Domain.MarketData;
using Trading.Quant.Indicators;
using Trading.Quant.SyntheticData;

namespace Trading.Quant.Tests.Indicators;

/// <summary>Moving sums of a million bars are as good as those of the last few.</summary>
public sealed class DriftTests
{
    private static readonly BarSeries Bars = SyntheticBars.Minutes(1_000_000);

    /// <summary>What they remember is no longer than a window; whatever was before leaves no trace.</summary>
    [Theory]
    [InlineData("sma")]
    [InlineData("wma")]
    [InlineData("hma")]
    [InlineData("vwma")]
    [InlineData("stoch")]
    [InlineData("williamsr")]
    [InlineData("mfi")]
    [InlineData("cci")]
    [InlineData("aroon")]
    [InlineData("linregslope")]
    [InlineData("stddev")]
    [InlineData("zscore")]
    [InlineData("bbands")]
    [InlineData("donchian")]
    public void After_a_million_bars_and_a_spike_of_a_million_millions_nothing_has_drifted(string name)
    {
        var indicator = IndicatorCatalog.Default.Find(name)!;
        var inputs = IndicatorRun.Inputs(indicator, Bars);
        foreach (var column in inputs)
            column[999_000] = 1e12;
        var last = Array.ConvertAll(inputs, column => column[^900..]);

        var longest = IndicatorRun.Feed(indicator.Start(), indicator.Outputs.Count, Bars.Times, inputs, () => 1_000_000);
        var fresh = IndicatorRun.Feed(indicator.Start(), indicator.Outputs.Count, Bars.Times[^900..], last, () => 900);

        for (var output = 0; output < fresh.Length; output++)
        {
            for (var i = 100; i < 900; i++)
            {
                var (expected, actual) = (fresh[output][i], longest[output][^(900 - i)]);
                Assert.True(Math.Abs(expected - actual) <= 1e-11 * Math.Max(1, Math.Abs(expected)), $"{name}, output {output}, bar {i}: {actual:R} after a million bars, {expected:R} after {i}");
            }
        }
    }
}
