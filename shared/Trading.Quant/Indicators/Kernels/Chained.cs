namespace Trading.Quant.Indicators.Kernels;

/// <summary>Arithmetic between kernels.</summary>
internal static class Chained
{
    /// <summary>Takes in what another kernel gave; what has no value yet is not taken in.</summary>
    public static double After(ref this Ema ema, double value) => double.IsNaN(value) ? double.NaN : ema.Next(value);

    /// <summary>A quotient, or a given number where the divisor is zero.</summary>
    public static double Over(this double dividend, double divisor, double ifZero = 0) => divisor == 0 ? ifZero : dividend / divisor;

    /// <summary>Differences of two columns.</summary>
    public static void Subtract(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> results)
    {
        for (var i = 0; i < results.Length; i++)
            results[i] = left[i] - right[i];
    }

    /// <summary>(high + low) / 2.</summary>
    public static void MedianPrice(ReadOnlySpan<double> high, ReadOnlySpan<double> low, Span<double> results)
    {
        for (var i = 0; i < results.Length; i++)
            results[i] = (high[i] + low[i]) / 2;
    }

    /// <summary>Changes from bar to bar; the first is none.</summary>
    /// <param name="values">The column.</param>
    /// <param name="results">Receives the changes; may be the same column.</param>
    /// <param name="previous">Value before the first, NaN for none; becomes the last.</param>
    public static void Changes(ReadOnlySpan<double> values, Span<double> results, ref double previous)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            results[i] = value - previous;
            previous = value;
        }
    }
}
