using Trading.Domain.MarketData;
using Trading.Quant.Indicators;
using Trading.Quant.SyntheticData;
using static Trading.Quant.Tests.Indicators.NaiveIndicators;

namespace Trading.Quant.Tests.Indicators;

/// <summary>Indicators equal their published formulas, computed the long way.</summary>
public sealed class NaiveIndicatorTests
{
    private static readonly BarSeries Bars = SyntheticBars.Daily(3, 400, new DateOnly(2020, 1, 1));
    private static readonly double[] Close = Bars.Close.ToArray();

    private static readonly (string Call, string Name, double[] Parameters, Func<double[][]> Expected)[] Cases =
    [
        .. new[] { 1, 2, 3, 14, 50 }.SelectMany(n => new (string, double[], Func<double[][]>)[]
        {
            ("sma", [n], () => [Sma(Close, n)]),
            ("wma", [n], () => [Wma(Close, n)]),
            ("ema", [n], () => [Ema(Close, n)]),
            ("rma", [n], () => [Wilder(Close, n)]),
            ("dema", [n], () => [Dema(Close, n)]),
            ("tema", [n], () => [Tema(Close, n)]),
            ("vwma", [n], () => [Vwma(Bars, n)]),
            ("kama", [n, 2, 30], () => [Kama(Close, n, 2, 30)]),
            ("kama", [n, 5, 12], () => [Kama(Close, n, 5, 12)]),
            ("roc", [n], () => [Back(Close, n, (now, then) => 100 * (now - then) / then)]),
            ("mom", [n], () => [Back(Close, n, (now, then) => now - then)]),
            ("stddev", [n], () => [StdDev(Close, n, n)]),
            ("highest", [n], () => [Highest(Bars.High.ToArray(), n)]),
            ("lowest", [n], () => [Lowest(Bars.Low.ToArray(), n)]),
            ("aroon", [n], () => Aroon(Bars, n) is var (up, down) ? [up, down, [.. up.Zip(down, (one, other) => one - other)]] : []),
        }).Concat(new[] { 2, 3, 9, 20, 55 }.SelectMany(n => new (string, double[], Func<double[][]>)[]
        {
            ("hma", [n], () => [Hma(Close, n)]),
            ("samplestddev", [n], () => [StdDev(Close, n, n - 1)]),
            ("zscore", [n], () => [ZScore(Close, n)]),
            ("linregslope", [n], () => [Slope(Close, n)]),
        })).Concat(new[] { (14, 14, 1, 3), (14, 14, 3, 3), (7, 21, 2, 5) }.Select(p => ((string, double[], Func<double[][]>))(
            "stochrsi", [p.Item1, p.Item2, p.Item3, p.Item4], () => StochRsi(Close, p.Item1, p.Item2, p.Item3, p.Item4) is var (k, d) ? [k, d] : [])))
            .Select(known => ($"{known.Item1}({string.Join(", ", known.Item2)})", known.Item1, known.Item2, known.Item3)),
    ];

    public static TheoryData<string> Calls() => [.. Cases.Select(known => known.Call)];

    [Theory]
    [MemberData(nameof(Calls))]
    public void Values_equal_the_formula(string call)
    {
        var (_, name, parameters, expected) = Cases.Single(known => known.Call == call);

        var actual = IndicatorCatalog.Default.Find(name)!.Over(Bars, parameters);

        foreach (var (output, column) in expected().Index())
        {
            for (var i = 0; i < column.Length; i++)
            {
                var same = double.IsNaN(column[i]) ? double.IsNaN(actual[output][i]) : Math.Abs(column[i] - actual[output][i]) <= 1e-9 * Math.Max(1, Math.Abs(column[i]));
                Assert.True(same, $"{call}, output {output}, bar {i}: expected {column[i]:R}, got {actual[output][i]:R}");
            }
        }
    }

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
        var bars = SyntheticBars.Minutes(1_000_000);
        var inputs = IndicatorRun.Inputs(indicator, bars);
        foreach (var column in inputs)
            column[999_000] = 1e12;
        var last = Array.ConvertAll(inputs, column => column[^900..]);

        var longest = IndicatorRun.Feed(indicator.Start(), indicator.Outputs.Count, bars.Times, inputs, () => 1_000_000);
        var fresh = IndicatorRun.Feed(indicator.Start(), indicator.Outputs.Count, bars.Times[^900..], last, () => 900);

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
