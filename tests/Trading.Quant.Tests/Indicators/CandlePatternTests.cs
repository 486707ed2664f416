using System.Globalization;
using System.Runtime.CompilerServices;
using Trading.Domain.MarketData;
using Trading.Quant.Indicators;

namespace Trading.Quant.Tests.Indicators;

/// <summary>Expected values: TA-Lib, see <c>TaLib/README.md</c>; patterns that TA-Lib lacks by hand.</summary>
public sealed class CandlePatternTests
{
    private static readonly BarSeries Candles = ReadCandles();

    public static TheoryData<string, int, string> Found()
    {
        var cases = new TheoryData<string, int, string>();
        foreach (var row in File.ReadLines(Path.Combine(Here(), "TaLib/patterns.csv")).Skip(1).Select(line => line.Split(',')))
            cases.Add(row[0], int.Parse(row[1], CultureInfo.InvariantCulture), row[2]);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Found))]
    public void A_pattern_is_found_where_TA_Lib_finds_it_and_nowhere_else(string pattern, int first, string found)
    {
        var expected = new double[Candles.Count];
        foreach (var hit in found.Split(' ').Select(text => int.Parse(text, CultureInfo.InvariantCulture)))
            expected[Math.Abs(hit)] = 100 * Math.Sign(hit);

        var values = IndicatorCatalog.Default.Find($"cdl{pattern}")!.Over(Candles)[0];

        // TA-Lib waits for some bars that it does not look at.
        for (var i = first; i < values.Length; i++)
            Assert.True(expected[i] == values[i], $"{pattern}, bar {i}: expected {expected[i]}, got {values[i]}");
    }

    [Fact]
    public void There_are_more_than_fifty()
    {
        var patterns = IndicatorCatalog.Default.All.Where(indicator => indicator.Group == IndicatorGroup.Pattern).ToList();

        Assert.InRange(patterns.Count, 61, 200);
        Assert.All(patterns, pattern => Assert.Single(pattern.Outputs));
    }

    [Fact]
    public void An_inside_bar_touches_neither_end_of_the_bar_before()
    {
        var values = Over("insidebar", [(10, 20, 5, 15), (12, 19, 6, 14), (12, 19, 7, 14), (12, 18, 8, 9)]);

        Assert.Equal([double.NaN, 100, 0, -100], values);
    }

    [Fact]
    public void An_outside_bar_goes_beyond_both_ends_of_the_bar_before()
    {
        var values = Over("outsidebar", [(12, 18, 8, 14), (12, 19, 7, 14), (12, 20, 6, 9), (9, 20, 5, 10)]);

        Assert.Equal([double.NaN, 100, -100, 0], values);
    }

    [Fact]
    public void A_tweezer_bottom_has_one_low_and_a_tweezer_top_one_high()
    {
        // Ranges of 10 before: lows and highs within 0.5 are the same.
        var before = Enumerable.Repeat((10.0, 15.0, 5.0, 11.0), 5);

        var values = Over("tweezer", [.. before, (15, 16, 6, 8), (9, 14, 6.5, 13), (13, 20, 10, 18), (18, 20.6, 12, 14), (16, 22, 14, 20), (19, 22.4, 13, 15)]);

        Assert.Equal([100, 0, 0, 0, -100], values[6..]);
    }

    [Fact]
    public void How_deep_a_dark_cloud_must_reach_can_be_chosen()
    {
        var before = Enumerable.Repeat((100.0, 102.0, 98.0, 101.0), 10);
        (double, double, double, double)[] bars = [.. before, (100, 111, 99, 110), (112, 113, 105, 106)];   // reaches 0.4 of the body

        Assert.Equal(0, Over("darkcloudcover", bars)[^1]);
        Assert.Equal(-100, Over("darkcloudcover", bars, 0.3)[^1]);
    }

    private static double[] Over(string pattern, (double Open, double High, double Low, double Close)[] bars, params double[] parameters) =>
        IndicatorCatalog.Default.Find(pattern)!.Over(Series(bars), parameters)[0];

    private static BarSeries Series((double Open, double High, double Low, double Close)[] bars) => BarSeries.FromColumns(
        [.. bars.Select((_, i) => (i + 1) * TimeSpan.TicksPerDay)],
        [.. bars.Select(bar => bar.Open)], [.. bars.Select(bar => bar.High)], [.. bars.Select(bar => bar.Low)], [.. bars.Select(bar => bar.Close)],
        new double[bars.Length]);

    private static BarSeries ReadCandles() => Series([.. File.ReadLines(Path.Combine(Here(), "TaLib/candles.csv")).Skip(1)
        .Select(line => Array.ConvertAll(line.Split(','), text => double.Parse(text, CultureInfo.InvariantCulture)))
        .Select(row => (row[0], row[1], row[2], row[3]))]);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
