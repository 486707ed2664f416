using Trading.Domain.MarketData;
using Trading.Quant.Indicators;
using Trading.Quant.SyntheticData;
using static Trading.Quant.Tests.Indicators.Naive;

namespace Trading.Quant.Tests.Indicators;

/// <summary>Indicators against their published definitions written the slow and obvious way.</summary>
public sealed class IndicatorFormulaTests
{
    private static readonly BarSeries Days = SyntheticBars.Daily(3, 400, new DateOnly(2020, 1, 1));

    private static readonly double[] O = Days.Open.ToArray();
    private static readonly double[] H = Days.High.ToArray();
    private static readonly double[] L = Days.Low.ToArray();
    private static readonly double[] C = Days.Close.ToArray();
    private static readonly double[] V = Days.Volume.ToArray();
    private static readonly double[] Tr = TrueRange(H, L, C);
    private static readonly double[] Hl2 = Map(H, L, (h, l) => (h + l) / 2);
    private static readonly double[] Flow = [.. C.Select((c, i) => (c - L[i] - (H[i] - c)) / (H[i] - L[i]) * V[i])];

    private static readonly Dictionary<string, Func<int[], double[][]>> Formulas = new()
    {
        ["ad"] = _ => [Cumulate(Flow)],
        ["chaikin"] = p => [Map(Ema(Cumulate(Flow), p[0]), Ema(Cumulate(Flow), p[1]), (a, b) => a - b)],
        ["cmf"] = p => [Map(Sum(Flow, p[0]), Sum(V, p[0]), (a, b) => a / b)],
        ["chop"] = p => [Map(Sum(Tr, p[0]), Map(Max(H, p[0]), Min(L, p[0]), (h, l) => h - l), (sum, range) => 100 * Math.Log10(sum / range) / Math.Log10(p[0]))],
        ["ultosc"] = p => [Map(Pressure(p[0]), Pressure(p[1]), Pressure(p[2]), (a, b, c) => 100 * ((4 * a) + (2 * b) + c) / 7)],
        ["trix"] = p => WithSignal(Rate(Ema(Ema(Ema(C, p[0]), p[0]), p[0]), 1), line => Ema(line, p[1])),
        ["ppo"] = p => Ppo(C, p),
        ["pvo"] = p => Ppo(V, p),
        ["apo"] = p => [Map(Ema(C, p[0]), Ema(C, p[1]), (a, b) => a - b)],
        ["vortex"] = p =>
        [
            Map(Sum(Map(H, Shift(L, 1), (h, l) => Math.Abs(h - l)), p[0]), Sum(Tr, p[0]), (a, b) => a / b),
            Map(Sum(Map(L, Shift(H, 1), (l, h) => Math.Abs(l - h)), p[0]), Sum(Tr, p[0]), (a, b) => a / b),
        ],
        ["elderray"] = p => [Map(H, Ema(C, p[0]), (h, e) => h - e), Map(L, Ema(C, p[0]), (l, e) => l - e)],
        ["trima"] = p => [Mean(Mean(C, (p[0] + 1) / 2), (p[0] / 2) + 1)],
        ["zlema"] = p => [Ema(Map(C, Shift(C, (p[0] - 1) / 2), (x, past) => x + x - past), p[0])],
        ["disparity"] = p => [Map(C, Mean(C, p[0]), (x, mean) => 100 * x / mean)],
        ["envelope"] = p => [Map(Mean(C, p[0]), x => x * 1.025), Mean(C, p[0]), Map(Mean(C, p[0]), x => x * 0.975)],
        ["alligator"] = p => [Shift(Wilder(Hl2, p[0]), p[1]), Shift(Wilder(Hl2, p[2]), p[3]), Shift(Wilder(Hl2, p[4]), p[5])],
        ["alma"] = p => [Rolling(C, p[0], window => Bell(window, 0.85, 6))],
        ["cmo"] = p => [Map(Sum(Change(C), p[0]), Sum(Map(Change(C), Math.Abs), p[0]), (a, b) => 100 * a / b)],
        ["dpo"] = p => [Map(Shift(C, (p[0] / 2) + 1), Mean(C, p[0]), (x, mean) => x - mean)],
        ["kst"] = _ => WithSignal([.. Mean(Rate(C, 10), 10).Select((x, i) => x + (2 * Mean(Rate(C, 15), 10)[i]) + (3 * Mean(Rate(C, 20), 10)[i]) + (4 * Mean(Rate(C, 30), 15)[i]))], line => Mean(line, 9)),
        ["tsi"] = p => WithSignal(Map(Ema(Ema(Change(C), p[0]), p[1]), Ema(Ema(Map(Change(C), Math.Abs), p[0]), p[1]), (a, b) => 100 * a / b), line => Ema(line, p[2])),
        ["rvgi"] = p => WithSignal(Map(Sum(Symmetric(Map(C, O, (c, o) => c - o)), p[0]), Sum(Symmetric(Map(H, L, (h, l) => h - l)), p[0]), (a, b) => a / b), Symmetric),
        ["ao"] = p => [Map(Mean(Hl2, p[0]), Mean(Hl2, p[1]), (a, b) => a - b)],
        ["ac"] = p => [Accelerate(Map(Mean(Hl2, p[0]), Mean(Hl2, p[1]), (a, b) => a - b), p[2])],
        ["bop"] = _ => [[.. C.Select((c, i) => (c - O[i]) / (H[i] - L[i]))]],
        ["coppock"] = p => [Weighted(Map(Rate(C, p[0]), Rate(C, p[1]), (a, b) => a + b), p[2])],
        ["smi"] = p => WithSignal(
            Map(Ema(Ema(Map(C, Max(H, p[0]), Min(L, p[0]), (c, h, l) => c - ((h + l) / 2)), p[1]), p[2]), Ema(Ema(Map(Max(H, p[0]), Min(L, p[0]), (h, l) => h - l), p[1]), p[2]), (a, b) => 100 * a / (b / 2)),
            line => Ema(line, p[3])),
        ["demarker"] = p => [Map(Sum(Map(Change(H), x => Math.Max(x, 0)), p[0]), Sum(Map(Change(L), x => Math.Max(-x, 0)), p[0]), (a, b) => a / (a + b))],
        ["psy"] = p => [Rolling(Change(C), p[0], window => 100.0 * window.Count(x => x > 0) / window.Length)],
        ["imi"] = p => [Rolling(Map(C, O, (c, o) => c - o), p[0], window => 100 * window.Where(x => x > 0).Sum() / window.Sum(Math.Abs))],
        ["qstick"] = p => [Mean(Map(C, O, (c, o) => c - o), p[0])],
        ["er"] = p => [Map(Map(C, Shift(C, p[0]), (x, past) => Math.Abs(x - past)), Sum(Map(Change(C), Math.Abs), p[0]), (a, b) => a / b)],
        ["vhf"] = p => [Map(Map(Max(C, p[0]), Min(C, p[0]), (h, l) => h - l), Sum(Map(Change(C), Math.Abs), p[0]), (a, b) => a / b)],
        ["crsi"] = p => [Map(Rsi(C, p[0]), Rsi(Streaks(), p[1]), Rolling(Rate(C, 1), p[2] + 1, w => 100.0 * w[..^1].Count(x => x < w[^1]) / p[2]), (a, b, c) => (a + b + c) / 3)],
        ["massindex"] = p => [Sum(Map(Ema(Map(H, L, (h, l) => h - l), p[0]), Ema(Ema(Map(H, L, (h, l) => h - l), p[0]), p[0]), (a, b) => a / b), p[1])],
        ["force"] = p => [Ema(Map(Change(C), V, (x, v) => x * v), p[0])],
        ["eom"] = p => [Mean([.. Change(Hl2).Select((x, i) => x / (V[i] / 100_000_000 / (H[i] - L[i])))], p[0])],
        ["pvt"] = _ => [Cumulate([.. C.Select((c, i) => i == 0 ? 0 : V[i] * (c - C[i - 1]) / C[i - 1])])],
        ["nvi"] = _ => [Follow(-1)],
        ["pvi"] = _ => [Follow(1)],
        ["vzo"] = p => [Map(Ema(Map(Change(C), V, (x, v) => double.IsNaN(x) ? x : Math.Sign(x) * v), p[0]), Ema(Map(Change(C), V, (x, v) => double.IsNaN(x) ? x : v), p[0]), (a, b) => 100 * a / b)],
        ["vosc"] = p => [Map(Mean(V, p[0]), Mean(V, p[1]), (a, b) => 100 * (a - b) / b)],
        ["bwmfi"] = _ => [Map(H, L, V, (h, l, v) => (h - l) / v)],
        ["wad"] = _ => [Cumulate([.. C.Select((c, i) => i == 0 || c == C[i - 1] ? 0 : c > C[i - 1] ? c - Math.Min(L[i], C[i - 1]) : c - Math.Max(H[i], C[i - 1]))])],
        ["natr"] = p => [Map(Wilder(Tr, p[0]), C, (a, c) => 100 * a / c)],
        ["chandelier"] = p => [Map(Max(H, p[0]), Wilder(Tr, p[0]), (h, a) => h - (3 * a)), Map(Min(L, p[0]), Wilder(Tr, p[0]), (l, a) => l + (3 * a))],
        ["atrbands"] = p => [Map(C, Wilder(Tr, p[0]), (c, a) => c + (3 * a)), Map(C, Wilder(Tr, p[0]), (c, a) => c - (3 * a))],
        ["ulcer"] = p => [Map(Mean(Map(C, Max(C, p[0]), (c, h) => Math.Pow(100 * (c - h) / h, 2)), p[0]), Math.Sqrt)],
        ["percentb"] = p => [Map(C, Mean(C, p[0]), Deviation(C, p[0]), (c, m, d) => (c - (m - (2 * d))) / (4 * d))],
        ["bandwidth"] = p => [Map(Mean(C, p[0]), Deviation(C, p[0]), (m, d) => 100 * 4 * d / m)],
        ["variance"] = p => [Rolling(C, p[0], window => Moment(window, 2))],
        ["parkinson"] = p => [Annual(Map(H, L, (h, l) => Math.Pow(Math.Log(h / l), 2) / (4 * Math.Log(2))), p[0])],
        ["garmanklass"] = p => [Annual([.. C.Select((c, i) => (0.5 * Math.Pow(Math.Log(H[i] / L[i]), 2)) - (((2 * Math.Log(2)) - 1) * Math.Pow(Math.Log(c / O[i]), 2)))], p[0])],
        ["rogerssatchell"] = p => [Annual([.. C.Select((c, i) => (Math.Log(H[i] / O[i]) * Math.Log(H[i] / c)) + (Math.Log(L[i] / O[i]) * Math.Log(L[i] / c)))], p[0])],
        ["histvol"] = p => [Rolling(Map(C, Shift(C, 1), (c, past) => Math.Log(c / past)), p[0], window => 100 * Math.Sqrt(252 * Moment(window, 2) * window.Length / (window.Length - 1)))],
        ["rvi"] = p => [RelativeVolatility(p[0], p[1])],
        ["inertia"] = p => [LineEnd(RelativeVolatility(p[0], p[1]), p[2])],
        ["squeeze"] = p =>
        [
            Map(Deviation(C, p[0]), Mean(Tr, p[0]), (d, r) => double.IsNaN(r) ? r : 2 * d < 1.5 * r ? 1 : 0),
            LineEnd(Map(C, Map(Max(H, p[0]), Min(L, p[0]), (h, l) => (h + l) / 2), Mean(C, p[0]), (c, middle, mean) => c - ((middle + mean) / 2)), p[0]),
        ],
        ["linreg"] = p =>
        [
            LineEnd(C, p[0]),
            Rolling(C, p[0], window => Line(window).First),
            Rolling(C, p[0], window => Math.Atan(Line(window).Slope) * 180 / Math.PI),
            Rolling(C, p[0], window => Line(window).First + (Line(window).Slope * window.Length)),
            Rolling(C, p[0], window => 1 - (window.Select((x, i) => Math.Pow(x - Line(window).First - (Line(window).Slope * i), 2)).Sum() / window.Sum(x => Math.Pow(x - window.Average(), 2)))),
        ],
        ["cfo"] = p => [Map(C, LineEnd(C, p[0]), (c, line) => 100 * (c - line) / c)],
        ["cog"] = p => [Rolling(C, p[0], window => -window.Reverse().Select((x, k) => (k + 1) * x).Sum() / window.Sum())],
        ["median"] = p => [Rolling(C, p[0], window => (window.Order().ElementAt((window.Length - 1) / 2) + window.Order().ElementAt(window.Length / 2)) / 2)],
        ["percentrank"] = p => [Rolling(C, p[0] + 1, window => 100.0 * window[..^1].Count(x => x <= window[^1]) / p[0])],
        ["meandev"] = p => [Rolling(C, p[0], window => window.Average(x => Math.Abs(x - window.Average())))],
        ["skew"] = p => [Rolling(C, p[0], window => Moment(window, 3) / Math.Pow(Moment(window, 2), 1.5))],
        ["kurtosis"] = p => [Rolling(C, p[0], window => (Moment(window, 4) / Math.Pow(Moment(window, 2), 2)) - 3)],
        ["quantile"] = p => [Rolling(C, p[0], window => AtShare([.. window.Order()], 0.9))],
        ["mcginley"] = p => [McGinley(p[0])],
        ["hilo"] = p => [HighLow(Mean(H, p[0]), Mean(L, p[0]))],
        ["fisher"] = p => Fisher(Map(Hl2, Min(Hl2, p[0]), Max(Hl2, p[0]), (x, low, high) => ((x - low) / (high - low)) - 0.5)),
        ["stc"] = p => [Place(Place(Map(Ema(C, p[1]), Ema(C, p[2]), (a, b) => a - b), p[0]), p[0])],
        ["klinger"] = p => WithSignal(Map(Ema(VolumeForce(), p[0]), Ema(VolumeForce(), p[1]), (a, b) => a - b), line => Ema(line, p[2])),
        ["midpoint"] = p => [Map(Max(C, p[0]), Min(C, p[0]), (h, l) => (h + l) / 2)],
        ["midprice"] = p => [Map(Max(H, p[0]), Min(L, p[0]), (h, l) => (h + l) / 2)],
    };

    public static TheoryData<string> Names() => [.. Formulas.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_indicator_equals_its_definition_written_the_slow_way(string name)
    {
        var indicator = IndicatorCatalog.Default.Find(name)!;
        double[] longer = [.. indicator.Parameters.Select(parameter => parameter.IsWhole && parameter.Maximum == 10_000 ? parameter.Default + 3 : parameter.Default)];
        foreach (var parameters in new[] { indicator.Complete(), longer })
        {
            var expected = Formulas[name]([.. parameters.Select(value => (int)value)]);

            var actual = indicator.Over(Days, parameters);

            Assert.Equal(expected.Length, actual.Length);
            for (var output = 0; output < expected.Length; output++)
                Close(expected[output], actual[output], $"{name}({string.Join(", ", parameters)}).{indicator.Outputs[output].Name}");
        }
    }

    [Fact]
    public void Levels_of_a_day_are_drawn_from_the_day_before()
    {
        // By hand from high 110, low 90, close 105: the pivot is 305/3.
        var noon = TimeSpan.TicksPerDay / 2;
        var bars = BarSeries.FromColumns([0, noon, 2 * noon, 3 * noon], new double[4], [110, 100, 300, 400], [95, 90, 200, 100], [97, 105, 250, 300], new double[4]);

        Assert.All(Over("pivots", bars), column => Assert.Equal([double.NaN, double.NaN], column[..2]));
        foreach (var at in new[] { 2, 3 })
        {
            Close([305 / 3.0, 340 / 3.0, 365 / 3.0, 400 / 3.0, 280 / 3.0, 245 / 3.0, 220 / 3.0], [.. Over("pivots", bars).Select(column => column[at])], "pivots");
            Close([305 / 3.0, 109.30666666666667, 114.02666666666667, 121.66666666666667, 94.02666666666667, 89.30666666666667, 81.66666666666667], [.. Over("pivotsfibonacci", bars).Select(column => column[at])], "fibonacci");
            Close([305 / 3.0, 105 + (22 / 12.0), 105 + (22 / 6.0), 110.5, 105 - (22 / 12.0), 105 - (22 / 6.0), 99.5], [.. Over("pivotscamarilla", bars).Select(column => column[at])], "camarilla");
        }
    }

    [Fact]
    public void A_heikin_ashi_candle_opens_in_the_middle_of_the_body_before()
    {
        // By hand: closes (10+14+8+12)/4 and (12+20+11+17)/4, opens (10+12)/2 and (11+11)/2.
        var bars = BarSeries.FromColumns([1, 2], [10, 12], [14, 20], [8, 11], [12, 17], new double[2]);

        Assert.Equal([[11, 11], [14, 20], [8, 11], [11, 15]], Over("heikinashi", bars));
    }

    [Fact]
    public void A_fractal_is_known_when_the_bars_on_its_right_have_closed()
    {
        double[] high = [1, 2, 5, 3, 2, 4, 4, 3];
        double[] low = [0, -1, 0, 0, -2, 0, 1, 1];
        var bars = BarSeries.FromColumns([1, 2, 3, 4, 5, 6, 7, 8], high, high, low, high, high);

        var values = Over("fractals", bars);

        Assert.Equal([1, 0, 0, 0], values[0][4..]);
        Assert.Equal([0, 0, 1, 0], values[1][4..]);
    }

    private static double[][] Over(string name, BarSeries bars) => IndicatorCatalog.Default.Find(name)!.Over(bars);

    private static void Close(double[] expected, double[] actual, string where)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            if (double.IsNaN(expected[i]) || double.IsNaN(actual[i]))
                Assert.True(double.IsNaN(expected[i]) == double.IsNaN(actual[i]), $"{where}, bar {i}: expected {expected[i]:R}, got {actual[i]:R}");
            else
                Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-9 * Math.Max(1, Math.Abs(expected[i])), $"{where}, bar {i}: expected {expected[i]:R}, got {actual[i]:R}");
        }
    }

    private static double[][] WithSignal(double[] line, Func<double[], double[]> signal) => [line, signal(line)];

    private static double[] Rate(double[] a, int bars) => Map(a, Shift(a, bars), (x, past) => 100 * (x - past) / past);

    private static double[][] Ppo(double[] a, int[] p)
    {
        var line = Map(Ema(a, p[0]), Ema(a, p[1]), (fast, slow) => 100 * (fast - slow) / slow);
        return [line, Ema(line, p[2]), Map(line, Ema(line, p[2]), (x, signal) => x - signal)];
    }

    private static double[] Pressure(int length) =>
        Map(Sum(Map(C, L, Shift(C, 1), (c, l, before) => c - Math.Min(l, before)), length), Sum(Tr, length), (a, b) => a / b);

    private static double[] Symmetric(double[] a) => Rolling(a, 4, w => (w[0] + (2 * w[1]) + (2 * w[2]) + w[3]) / 6);

    private static double[] Accelerate(double[] line, int length) => Map(line, Mean(line, length), (x, mean) => x - mean);

    private static double Bell(double[] window, double offset, double sigma)
    {
        double[] weights = [.. window.Select((_, i) => Math.Exp(-Math.Pow(i - (offset * (window.Length - 1)), 2) / (2 * Math.Pow(window.Length / sigma, 2))))];
        return window.Select((x, i) => x * weights[i]).Sum() / weights.Sum();
    }

    private static double[] Streaks()
    {
        var run = 0;
        return [.. C.Select((c, i) => i == 0 ? 0.0 : run = c > C[i - 1] ? Math.Max(run, 0) + 1 : c < C[i - 1] ? Math.Min(run, 0) - 1 : 0)];
    }

    private static double[] Follow(int sign)
    {
        var index = 1000.0;
        return [.. C.Select((c, i) => i > 0 && Math.Sign(V[i] - V[i - 1]) == sign ? index *= c / C[i - 1] : index)];
    }

    private static double[] Annual(double[] variances, int length) => Map(Sum(variances, length), x => 100 * Math.Sqrt(x * 252 / length));

    private static double[] RelativeVolatility(int deviation, int length)
    {
        double[] up = [.. Change(C).Select((x, i) => double.IsNaN(x) ? x : x > 0 ? Deviation(C, deviation)[i] : 0)];
        double[] down = [.. Change(C).Select((x, i) => double.IsNaN(x) ? x : x < 0 ? Deviation(C, deviation)[i] : 0)];
        var known = Deviation(C, deviation);
        return Map(Ema(Map(up, known, (x, d) => double.IsNaN(d) ? d : x), length), Ema(Map(down, known, (x, d) => double.IsNaN(d) ? d : x), length), (u, d) => 100 * u / (u + d));
    }

    private static double AtShare(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var (below, above) = (sorted[(int)Math.Floor(place)], sorted[(int)Math.Ceiling(place)]);
        return below + ((above - below) * (place - Math.Floor(place)));
    }

    private static double[] McGinley(int length)
    {
        var average = C[0];
        return [.. C.Select((c, i) => i == 0 ? average : average += (c - average) / Math.Max(length * Math.Pow(c / average, 4), 1))];
    }

    private static double[] HighLow(double[] highs, double[] lows)
    {
        var direction = 1;
        return [.. C.Select((c, i) =>
        {
            if (i == 0 || double.IsNaN(highs[i - 1]))
                return double.NaN;
            direction = c > highs[i - 1] ? 1 : c < lows[i - 1] ? -1 : direction;
            return direction > 0 ? lows[i] : highs[i];
        })];
    }

    private static double[][] Fisher(double[] places)
    {
        var (value, fisher) = (0.0, 0.0);
        double[] line = [.. places.Select(place =>
        {
            if (double.IsNaN(place))
                return double.NaN;
            value = (0.33 * 2 * place) + (0.67 * value);
            if (Math.Abs(value) > 0.99)
                value = 0.999 * Math.Sign(value);
            return fisher = Math.Atanh(value) + (0.5 * fisher);
        })];
        return [line, Shift(line, 1)];
    }

    private static double[] Place(double[] a, int length)
    {
        var smooth = double.NaN;
        var place = 0.0;
        return Map(a, Min(a, length), Max(a, length), (x, low, high) =>
        {
            if (double.IsNaN(low))
                return double.NaN;
            place = high > low ? 100 * (x - low) / (high - low) : place;
            return smooth = double.IsNaN(smooth) ? place : (smooth + place) / 2;
        });
    }

    private static double[] VolumeForce()
    {
        double[] sums = [.. C.Select((c, i) => H[i] + L[i] + c)];
        int[] trends = [.. sums.Select((sum, i) => i == 0 ? 0 : sum > sums[i - 1] ? 1 : -1)];
        var measure = 0.0;
        return [.. sums.Select((_, i) =>
        {
            if (i < 2)
                return double.NaN;
            var range = H[i] - L[i];
            measure = range + (trends[i] == trends[i - 1] ? measure : H[i - 1] - L[i - 1]);
            return 100 * V[i] * Math.Abs(2 * ((range / measure) - 1)) * trends[i];
        })];
    }
}
