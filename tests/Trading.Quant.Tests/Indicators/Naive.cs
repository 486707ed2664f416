namespace Trading.Quant.Tests.Indicators;

/// <summary>Columns the slow and obvious way: every window is looked at anew. NaN where there is no value.</summary>
internal static class Naive
{
    public static double[] Map(double[] a, Func<double, double> f) => [.. a.Select(f)];

    public static double[] Map(double[] a, double[] b, Func<double, double, double> f) => [.. a.Select((x, i) => f(x, b[i]))];

    public static double[] Map(double[] a, double[] b, double[] c, Func<double, double, double, double> f) => [.. a.Select((x, i) => f(x, b[i], c[i]))];

    /// <summary>The column so many bars later.</summary>
    public static double[] Shift(double[] a, int bars) => [.. a.Select((_, i) => i < bars ? double.NaN : a[i - bars])];

    public static double[] Change(double[] a) => Map(a, Shift(a, 1), (x, before) => x - before);

    /// <summary>A figure of each window of values that are all there.</summary>
    public static double[] Rolling(double[] a, int length, Func<double[], double> figure) =>
        [.. a.Select((_, i) => i + 1 < length || a[(i + 1 - length)..(i + 1)].Any(double.IsNaN) ? double.NaN : figure(a[(i + 1 - length)..(i + 1)]))];

    public static double[] Sum(double[] a, int length) => Rolling(a, length, window => window.Sum());

    public static double[] Mean(double[] a, int length) => Rolling(a, length, window => window.Average());

    public static double[] Max(double[] a, int length) => Rolling(a, length, window => window.Max());

    public static double[] Min(double[] a, int length) => Rolling(a, length, window => window.Min());

    public static double[] Weighted(double[] a, int length) =>
        Rolling(a, length, window => window.Select((x, i) => x * (i + 1)).Sum() / (length * (length + 1) / 2.0));

    public static double[] Ema(double[] a, int length) => Smooth(a, length, 2.0 / (length + 1));

    public static double[] Wilder(double[] a, int length) => Smooth(a, length, 1.0 / length);

    public static double[] TrueRange(double[] high, double[] low, double[] close) =>
        [.. high.Select((_, i) => i == 0 ? double.NaN : new[] { high[i] - low[i], Math.Abs(high[i] - close[i - 1]), Math.Abs(low[i] - close[i - 1]) }.Max())];

    public static double[] Deviation(double[] a, int length) => Rolling(a, length, window => Math.Sqrt(Moment(window, 2)));

    public static double Moment(double[] window, int power) => window.Average(x => Math.Pow(x - window.Average(), power));

    /// <summary>Wilder's relative strength.</summary>
    public static double[] Rsi(double[] a, int length)
    {
        var up = Wilder(Map(Change(a), x => Math.Max(x, 0)), length);
        var down = Wilder(Map(Change(a), x => Math.Max(-x, 0)), length);
        return Map(up, down, (u, d) => d == 0 ? 100 : 100 - (100 / (1 + (u / d))));
    }

    /// <summary>The least-squares line by its normal equations: slope and value at the oldest.</summary>
    public static (double Slope, double First) Line(double[] window)
    {
        var n = window.Length;
        var (x, y) = (Enumerable.Range(0, n).Average(), window.Average());
        var slope = n == 1 ? 0 : window.Select((value, i) => (i - x) * (value - y)).Sum() / Enumerable.Range(0, n).Sum(i => (i - x) * (i - x));
        return (slope, y - (slope * x));
    }

    public static double[] LineEnd(double[] a, int length) => Rolling(a, length, window => Line(window).First + (Line(window).Slope * (length - 1)));

    /// <summary>A sum from the first value on.</summary>
    public static double[] Cumulate(double[] a)
    {
        var sum = 0.0;
        return Map(a, x => sum += x);
    }

    private static double[] Smooth(double[] a, int length, double weight)
    {
        var result = Enumerable.Repeat(double.NaN, a.Length).ToArray();
        var first = Array.FindIndex(a, x => !double.IsNaN(x)) + length - 1;
        for (var i = first; i < a.Length && first >= length - 1; i++)
            result[i] = i == first ? a[(first - length + 1)..(first + 1)].Average() : result[i - 1] + (weight * (a[i] - result[i - 1]));
        return result;
    }
}
