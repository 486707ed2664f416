using System.Numerics;
using System.Runtime.InteropServices;

namespace Trading.Quant.Indicators.Kernels;

/// <summary>What several formulas do with columns.</summary>
internal static class Columns
{
    /// <summary>Number of NaN at the start.</summary>
    public static int Missing(ReadOnlySpan<double> values)
    {
        var missing = 0;
        while (missing < values.Length && double.IsNaN(values[missing]))
            missing++;
        return missing;
    }

    /// <summary>Leaves out the NaN at the start of a column and writes as many to the other.</summary>
    public static void SkipMissing(ref ReadOnlySpan<double> values, ref Span<double> results)
    {
        var missing = Missing(values);
        if (missing == 0)
            return;
        results[..missing].Fill(double.NaN);
        values = values[missing..];
        results = results[missing..];
    }

    /// <summary>(high + low + close) / 3.</summary>
    public static void TypicalPrice(ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, Span<double> results)
    {
        for (var i = 0; i < results.Length && i < high.Length && i < low.Length && i < close.Length; i++)
            results[i] = (high[i] + low[i] + close[i]) / 3;
    }

    /// <summary>Where each value lies between the lowest and the highest, 0 to 100; 0 where these are equal.</summary>
    public static void Position(ReadOnlySpan<double> values, ReadOnlySpan<double> lowest, ReadOnlySpan<double> highest, Span<double> results)
    {
        for (var i = 0; i < results.Length && i < values.Length && i < lowest.Length && i < highest.Length; i++)
        {
            var range = highest[i] - lowest[i];
            results[i] = range == 0 ? 0 : 100 * ((values[i] - lowest[i]) / range);
        }
    }

    /// <summary>Multiplies each value.</summary>
    public static void Scale(Span<double> values, double factor)
    {
        var i = 0;
        foreach (ref var vector in MemoryMarshal.Cast<double, Vector<double>>(values))
        {
            vector *= factor;
            i += Vector<double>.Count;
        }

        for (; i < values.Length; i++)
            values[i] *= factor;
    }
}
