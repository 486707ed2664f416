using Trading.Domain.MarketData;
using Trading.Quant.Indicators;
using Trading.Quant.SyntheticData;
using static Trading.Quant.Tests.Indicators.Naive;

namespace Trading.Quant.Tests.Indicators;

/// <summary>Indicators equal their published formulas, computed the slow way, at the shortest and at long lengths.</summary>
public sealed class ManyLengthsTests
{
    private static readonly BarSeries Bars = SyntheticBars.Daily(3, 400, new DateOnly(2020, 1, 1));
    private static readonly double[] High = Bars.High.ToArray();
    private static readonly double[] Low = Bars.Low.ToArray();
    private static readonly double[] Close = Bars.Close.ToArray();
    private static readonly double[] Volume = Bars.Volume.ToArray();

    private static readonly (string Call, string Name, double[] Parameters, Func<double[][]> Expected)[] Cases =
    [
        .. new[] { 1, 2, 3, 14, 50 }.SelectMany(n => new (string, double[], Func<double[][]>)[]
        {
            ("sma", [n], () => [Mean(Close, n)]),
            ("wma", [n], () => [Weighted(Close, n)]),
            ("ema", [n], () => [Ema(Close, n)]),
            ("rma", [n], () => [Wilder(Close, n)]),
            ("dema", [n], () => [Map(Ema(Close, n), Ema(Ema(Close, n), n), (once, twice) => (2 * once) - twice)]),
            ("tema", [n], () => [Map(Ema(Close, n), Ema(Ema(Close, n), n), Ema(Ema(Ema(Close, n), n), n), (once, twice, thrice) => (3 * once) - (3 * twice) + thrice)]),
            ("vwma", [n], () => [Map(Sum(Map(Close, Volume, (price, volume) => price * volume), n), Sum(Volume, n), (money, units) => money / units)]),
            ("kama", [n, 2, 30], () => [Kama(Close, n, 2, 30)]),
            ("kama", [n, 5, 12], () => [Kama(Close, n, 5, 12)]),
            ("roc", [n], () => [Map(Close, Shift(Close, n), (now, then) => 100 * (now - then) / then)]),
            ("mom", [n], () => [Map(Close, Shift(Close, n), (now, then) => now - then)]),
            ("stddev", [n], () => [Deviation(Close, n)]),
            ("highest", [n], () => [Max(High, n)]),
            ("lowest", [n], () => [Min(Low, n)]),
            ("aroon", [n], () => Aroon(n)),
        }).Concat(new[] { 2, 3, 9, 20, 55 }.SelectMany(n => new (string, double[], Func<double[][]>)[]
        {
            ("hma", [n], () => [Weighted(Map(Weighted(Close, n / 2), Weighted(Close, n), (half, whole) => (2 * half) - whole), (int)Math.Floor(Math.Sqrt(n)))]),
            ("samplestddev", [n], () => [Map(Deviation(Close, n), deviation => deviation * Math.Sqrt(n / (n - 1.0)))]),
            ("zscore", [n], () => [Map(Close, Mean(Close, n), Deviation(Close, n), (x, mean, deviation) => (x - mean) / deviation)]),
            ("linregslope", [n], () => [Rolling(Close, n, window => Line(window).Slope)]),
        })).Concat(new[] { (14, 14, 1, 3), (14, 14, 3, 3), (7, 21, 2, 5) }.Select(p => ((string, double[], Func<double[][]>))(
            "stochrsi", [p.Item1, p.Item2, p.Item3, p.Item4], () => StochRsi(p.Item1, p.Item2, p.Item3, p.Item4))))
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

    private static double[] Kama(double[] x, int n, int fast, int slow)
    {
        var path = Sum(Map(Change(x), Math.Abs), n);
        var average = x[n - 1];
        return [.. x.Select((value, i) =>
        {
            if (i < n)
                return double.NaN;
            var efficiency = path[i] == 0 ? 1 : Math.Abs(value - x[i - n]) / path[i];
            var constant = Math.Pow((efficiency * ((2.0 / (fast + 1)) - (2.0 / (slow + 1)))) + (2.0 / (slow + 1)), 2);
            return average += constant * (value - average);
        })];
    }

    private static double[][] Aroon(int n)
    {
        var up = Rolling(High, n + 1, window => 100.0 * Array.LastIndexOf(window, window.Max()) / n);
        var down = Rolling(Low, n + 1, window => 100.0 * Array.LastIndexOf(window, window.Min()) / n);
        return [up, down, Map(up, down, (one, other) => one - other)];
    }

    private static double[][] StochRsi(int n, int window, int smooth, int signal)
    {
        var k = Mean(Rolling(Rsi(Close, n), window, values => 100 * (values[^1] - values.Min()) / (values.Max() - values.Min())), smooth);
        return [k, Mean(k, signal)];
    }
}
