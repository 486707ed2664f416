using Trading.Quant.Indicators;

namespace Trading.Quant.Tests.Indicators;

/// <summary>Small cases worked out on paper.</summary>
public sealed class HandWorkedIndicatorTests
{
    private const double No = double.NaN;

    [Fact]
    public void Weighted_average_counts_the_newest_most() =>
        Near([No, No, 14 / 6.0, 23 / 6.0], Line("wma", [3], [1, 2, 3, 5]));   // (1 + 4 + 9) / 6, (2 + 6 + 15) / 6

    [Fact]
    public void Kama_of_a_straight_way_moves_by_four_ninths_of_the_distance() =>
        Near([No, No, 2 + (4 / 9.0)], Line("kama", [2, 2, 30], [1, 2, 3]));   // efficiency 1: (2 / 3)^2; seed 2

    [Fact]
    public void Volume_weighs_prices_and_none_gives_no_value() =>
        Near([No, 2.5, 3, No, 6], Line("vwma", [2], [1, 3, 4, 5, 6], [1, 3, 0, 0, 7]));   // (1 + 9) / 4, 9 / 3, 0 / 0, 42 / 7

    [Fact]
    public void Standard_score_of_one_to_four() =>
        Near([No, No, No, 1.5 / Math.Sqrt(1.25)], Line("zscore", [4], [1, 2, 3, 4]));

    [Fact]
    public void Deviation_of_a_sample_is_larger() =>
        Near([No, No, No, Math.Sqrt(5 / 3.0)], Line("samplestddev", [4], [1, 2, 3, 4]));

    [Fact]
    public void Slope_of_a_straight_line_is_its_step() =>
        Near([No, No, 2, 2], Line("linregslope", [3], [3, 5, 7, 9]));

    [Fact]
    public void Volume_on_balance_adds_on_rises_and_takes_off_on_falls() =>
        Near([0, 20, 20, -20], Line("obv", [], [10, 11, 11, 9], [10, 20, 30, 40]));

    [Fact]
    public void Of_equal_highs_the_newest_counts() =>
        // Highs 5 3 5 4: newest high of the last four is one bar ago; lows 1 2 2 3: lowest is three bars ago.
        Near([No, No, No, 100 * (3 - 1) / 3.0], Line("aroon", [3], [5, 3, 5, 4], [1, 2, 2, 3]));

    [Fact]
    public void Money_flow_is_the_share_of_rises()
    {
        // Prices 1 2 1 3 (high = low = close), volumes 10 each: rises bring 20 and 30, the fall 10.
        var values = Line("mfi", [3], [1, 2, 1, 3], [1, 2, 1, 3], [1, 2, 1, 3], [10, 10, 10, 10]);

        Near([No, No, No, 100 * 50 / 60.0], values);
    }

    [Fact]
    public void Average_price_begins_anew_with_a_date_intraday_and_never_daily()
    {
        double[][] inputs = [[1, 3, 5, 7], [1, 3, 5, 7], [1, 3, 5, 7], [1, 1, 1, 3]];
        long[] daily = [.. new[] { 2, 3, 4, 5 }.Select(day => new DateTime(2020, 1, day, 0, 0, 0, DateTimeKind.Utc).Ticks)];
        long[] hourly = [.. new[] { 0, 14, 24, 25 }.Select(hour => daily[0] + (hour * TimeSpan.TicksPerHour))];

        Near([1, 2, 3, 5], Lines("vwap", [], daily, inputs)[0]);       // (1 + 3 + 5 + 21) / 6
        Near([1, 2, 5, 6.5], Lines("vwap", [], hourly, inputs)[0]);    // (5 + 21) / 4
    }

    [Fact]
    public void Breakout_channel_leaves_out_the_newest_bar()
    {
        var upper = Line("donchian", [2, 1], [1, 3, 2, 9, 4], [0, 1, 1, 1, 1]);

        Near([No, No, 3, 3, 9], upper);
    }

    [Fact]
    public void A_fast_average_that_is_not_faster_is_refused()
    {
        var macd = IndicatorCatalog.Default.Find("macd")!;

        Assert.Contains("fast below slow", Assert.Throws<ArgumentException>(() => macd.Start(26, 12)).Message, StringComparison.Ordinal);
        Assert.Contains("step at most maximum", Assert.Throws<ArgumentException>(() => IndicatorCatalog.Default.Find("sar")!.Start(0.3, 0.2)).Message, StringComparison.Ordinal);
        Assert.Equal("fast below slow", macd.Refusal([12, 12, 9]));
    }

    private static double[] Line(string name, double[] parameters, params double[][] inputs) => Lines(name, parameters, new long[inputs[0].Length], inputs)[0];

    private static double[][] Lines(string name, double[] parameters, long[] times, double[][] inputs)
    {
        var indicator = IndicatorCatalog.Default.Find(name)!;
        Assert.Equal(indicator.Inputs.Count, inputs.Length);
        return IndicatorRun.Feed(indicator.Start(parameters), indicator.Outputs.Count, times, inputs, () => 2);
    }

    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(double.IsNaN(expected[i]) ? double.IsNaN(actual[i]) : Math.Abs(expected[i] - actual[i]) < 1e-12, $"bar {i}: expected {expected[i]}, got {actual[i]}");
    }
}
