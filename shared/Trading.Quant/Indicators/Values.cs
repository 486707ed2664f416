using System.Numerics;
using System.Runtime.InteropServices;

namespace Trading.Quant.Indicators;

/// <summary>Looks through columns for what is not a usable number.</summary>
internal static class Values
{
    /// <summary>Largest number that counts as a value, either way: products of two, summed over any window, stay finite.</summary>
    public const double Largest = 1e100;

    /// <summary>Number of values before the first that is NaN, infinite or too large.</summary>
    public static int Present(ReadOnlySpan<double> values)
    {
        var i = 0;
        var largest = new Vector<double>(Largest);
        foreach (var vector in MemoryMarshal.Cast<double, Vector<double>>(values))
        {
            if (!Vector.LessThanOrEqualAll(Vector.Abs(vector), largest))
                break;
            i += Vector<double>.Count;
        }

        while (i < values.Length && Math.Abs(values[i]) <= Largest)
            i++;
        return i;
    }

    /// <summary>Makes infinite values NaN.</summary>
    public static void ReplaceInfinite(Span<double> values)
    {
        var infinite = new Vector<double>(double.PositiveInfinity);
        var i = 0;
        foreach (ref var vector in MemoryMarshal.Cast<double, Vector<double>>(values))
        {
            if (Vector.EqualsAny(Vector.Abs(vector), infinite))
                vector = Vector.ConditionalSelect(Vector.Equals(Vector.Abs(vector), infinite), new Vector<double>(double.NaN), vector);
            i += Vector<double>.Count;
        }

        for (; i < values.Length; i++)
        {
            if (double.IsInfinity(values[i]))
                values[i] = double.NaN;
        }
    }
}
