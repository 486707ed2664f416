using System.Numerics;

namespace Trading.Quant.Indicators.Kernels;

/// <summary>How far a bar reaches beyond the one before: upwards or downwards, whichever is more, and 0 the other way; NaN at the first bar.</summary>
internal struct DirectionalMovement()
{
    private double high = double.NaN;
    private double low = double.NaN;

    public void Run(ReadOnlySpan<double> highs, ReadOnlySpan<double> lows, Span<double> plus, Span<double> minus)
    {
        if (highs.IsEmpty)
            return;
        (plus[0], minus[0]) = Of(highs[0] - high, low - lows[0]);
        var i = 1;
        for (; i <= highs.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var up = new Vector<double>(highs[i..]) - new Vector<double>(highs[(i - 1)..]);
            var down = new Vector<double>(lows[(i - 1)..]) - new Vector<double>(lows[i..]);
            (Vector.GreaterThan(up, down).As<long, double>() & Vector.Max(up, Vector<double>.Zero)).CopyTo(plus[i..]);
            (Vector.GreaterThan(down, up).As<long, double>() & Vector.Max(down, Vector<double>.Zero)).CopyTo(minus[i..]);
        }

        for (; i < highs.Length; i++)
            (plus[i], minus[i]) = Of(highs[i] - highs[i - 1], lows[i - 1] - lows[i]);
        high = highs[^1];
        low = lows[^1];
    }

    private static (double Plus, double Minus) Of(double up, double down) => double.IsNaN(up)
        ? (double.NaN, double.NaN)
        : (up > down ? Math.Max(up, 0) : 0, down > up ? Math.Max(down, 0) : 0);
}
