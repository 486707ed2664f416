using Trading.Domain.MarketData;

namespace Trading.Quant.Tests.Indicators;

/// <summary>Formulas written down as their authors published them, bar by bar from the whole past, without thought for speed.</summary>
internal static class NaiveIndicators
{
    public static double[] Sma(double[] x, int n) => Windows(x, n, window => window.Average());

    public static double[] Wma(double[] x, int n) => Windows(x, n, window => window.Select((value, k) => value * (k + 1)).Sum() / (n * (n + 1) / 2.0));

    public static double[] Ema(double[] x, int n) => Smoothed(x, n, 2.0 / (n + 1));

    public static double[] Wilder(double[] x, int n) => Smoothed(x, n, 1.0 / n);

    public static double[] Dema(double[] x, int n)
    {
        var once = Ema(x, n);
        var twice = Ema(once, n);
        return Each(x, i => (2 * once[i]) - twice[i]);
    }

    public static double[] Tema(double[] x, int n)
    {
        var once = Ema(x, n);
        var twice = Ema(once, n);
        var thrice = Ema(twice, n);
        return Each(x, i => (3 * once[i]) - (3 * twice[i]) + thrice[i]);
    }

    public static double[] Hma(double[] x, int n)
    {
        var half = Wma(x, n / 2);
        var whole = Wma(x, n);
        return Wma(Each(x, i => (2 * half[i]) - whole[i]), (int)Math.Floor(Math.Sqrt(n)));
    }

    public static double[] Kama(double[] x, int n, int fast, int slow)
    {
        var result = Each(x, _ => double.NaN);
        var average = x[n - 1];
        for (var i = n; i < x.Length; i++)
        {
            var path = Enumerable.Range(i - n + 1, n).Sum(k => Math.Abs(x[k] - x[k - 1]));
            var efficiency = path == 0 ? 1 : Math.Abs(x[i] - x[i - n]) / path;
            var constant = Math.Pow((efficiency * ((2.0 / (fast + 1)) - (2.0 / (slow + 1)))) + (2.0 / (slow + 1)), 2);
            result[i] = average += constant * (x[i] - average);
        }

        return result;
    }

    public static double[] Vwma(BarSeries bars, int n) => Each(bars.Close.ToArray(), i => i < n - 1
        ? double.NaN
        : Range(i, n).Sum(k => bars.Close[k] * bars.Volume[k]) / Range(i, n).Sum(k => bars.Volume[k]));

    public static double[] Rsi(double[] x, int n)
    {
        var up = Wilder(Each(x, i => i == 0 ? double.NaN : Math.Max(x[i] - x[i - 1], 0)), n);
        var down = Wilder(Each(x, i => i == 0 ? double.NaN : Math.Max(x[i - 1] - x[i], 0)), n);
        return Each(x, i => 100 - (100 / (1 + (up[i] / down[i]))));
    }

    public static (double[] K, double[] D) StochRsi(double[] x, int n, int window, int smooth, int signal)
    {
        var k = Sma(Windows(Rsi(x, n), window, values => 100 * (values[^1] - values.Min()) / (values.Max() - values.Min())), smooth);
        return (k, Sma(k, signal));
    }

    public static (double[] Up, double[] Down) Aroon(BarSeries bars, int n)
    {
        double[] high = bars.High.ToArray();
        double[] low = bars.Low.ToArray();
        return (Windows(high, n + 1, window => 100.0 * Array.LastIndexOf(window, window.Max()) / n), Windows(low, n + 1, window => 100.0 * Array.LastIndexOf(window, window.Min()) / n));
    }

    public static double[] StdDev(double[] x, int n, int divisor) =>
        Windows(x, n, window => Math.Sqrt(window.Sum(value => Math.Pow(value - window.Average(), 2)) / divisor));

    public static double[] ZScore(double[] x, int n)
    {
        var mean = Sma(x, n);
        var deviation = StdDev(x, n, n);
        return Each(x, i => (x[i] - mean[i]) / deviation[i]);
    }

    public static double[] Slope(double[] x, int n) => Windows(x, n, window =>
    {
        var middle = (n - 1) / 2.0;
        return window.Select((value, k) => (k - middle) * (value - window.Average())).Sum() / window.Select((_, k) => Math.Pow(k - middle, 2)).Sum();
    });

    public static double[] Highest(double[] x, int n) => Windows(x, n, window => window.Max());

    public static double[] Lowest(double[] x, int n) => Windows(x, n, window => window.Min());

    public static double[] Back(double[] x, int n, Func<double, double, double> change) => Each(x, i => i < n ? double.NaN : change(x[i], x[i - n]));

    private static double[] Smoothed(double[] x, int n, double weight)
    {
        var result = Each(x, _ => double.NaN);
        var first = Array.FindIndex(x, value => !double.IsNaN(value)) + n - 1;
        for (var i = first; i < x.Length; i++)
            result[i] = i == first ? Range(i, n).Average(k => x[k]) : (weight * x[i]) + ((1 - weight) * result[i - 1]);
        return result;
    }

    /// <summary>A value of each n values in a row; NaN while one of them is.</summary>
    private static double[] Windows(double[] x, int n, Func<double[], double> value) =>
        Each(x, i => i < n - 1 || x[(i - n + 1)..(i + 1)].Any(double.IsNaN) ? double.NaN : value(x[(i - n + 1)..(i + 1)]));

    private static IEnumerable<int> Range(int last, int count) => Enumerable.Range(last - count + 1, count);

    private static double[] Each(double[] x, Func<int, double> value) => [.. Enumerable.Range(0, x.Length).Select(value)];
}
