using Trading.Quant.Performance;
using Trading.Quant.SyntheticData;

namespace Trading.Quant.Tests.Performance;

/// <summary>Curves that show only what a test is about.</summary>
internal static class ACurve
{
    /// <summary>
    /// Portfolio and benchmark of Bacon (2008), Practical portfolio performance, pages 65 and 66: the data set portfolio_bacon of the R package
    /// PerformanceAnalytics, whose output on it is what the tests expect.
    /// </summary>
    public static readonly double[] Bacon =
    [
        0.003, 0.026, 0.011, -0.010, 0.015, 0.025, 0.016, 0.067, -0.014, 0.040, -0.005, 0.081,
        0.040, -0.037, -0.061, 0.017, -0.049, -0.022, 0.070, 0.058, -0.065, 0.024, -0.005, -0.009,
    ];

    public static readonly double[] BaconBenchmark =
    [
        0.002, 0.025, 0.018, -0.011, 0.014, 0.018, 0.014, 0.065, -0.015, 0.042, -0.006, 0.083,
        0.039, -0.038, -0.062, 0.015, -0.048, 0.021, 0.060, 0.056, -0.067, 0.019, -0.003, 0.000,
    ];

    /// <summary>Daily bars from 2024-01-01.</summary>
    public static EquityCurve Of(params double[] equity) => Of(equity, initial: 100);

    public static EquityCurve Of(double[] equity, double initial, double periodsPerYear = 252, double[]? benchmark = null, double[]? exposure = null) =>
        new(Days(equity.Length), equity, initial, periodsPerYear, benchmark, exposure);

    public static EquityCurve OfReturns(double[] returns, double periodsPerYear, double[]? benchmark = null)
    {
        var equity = new double[returns.Length];
        var value = 1.0;
        for (var i = 0; i < returns.Length; i++)
            equity[i] = value *= 1 + returns[i];
        return Of(equity, 1, periodsPerYear, benchmark);
    }

    /// <summary>Independent normal returns.</summary>
    public static double[] Noise(ulong seed, int count, double mean = 0, double deviation = 0.01)
    {
        var draws = new SplitMix64(seed);
        return [.. Enumerable.Range(0, count).Select(i => mean + (deviation * NormalDistribution.Quantile(draws.Unit(i) + 1e-17)))];
    }

    public static long Day(int day) => new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(day).Ticks;

    private static long[] Days(int count) => [.. Enumerable.Range(0, count).Select(Day)];
}
