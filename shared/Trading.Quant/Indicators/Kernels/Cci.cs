using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Trading.Quant.Indicators.Kernels;

/// <summary>Commodity channel index: distance of the typical price from its average in units of 0.015 mean distances; 0 where these are 0.</summary>
/// <remarks>The mean distance is from a mean that moves, so each bar looks at the whole window.</remarks>
internal struct Cci(int length, KernelMemory memory) : IIndicatorKernel
{
    private readonly int start = memory.Take(length);
    private readonly int length = length;
    private Moments moments = new(length, memory);
    private int at;

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var results = frame.Output(0);
        Span<double> prices = stackalloc double[frame.Count];
        Span<double> means = stackalloc double[frame.Count];
        Columns.TypicalPrice(frame.Input(0), frame.Input(1), frame.Input(2), prices);
        moments.Run(prices, means, results, memory);
        var ring = memory.Slice(start, length);
        for (var i = 0; i < prices.Length; i++)
        {
            ring[at] = prices[i];
            at = at + 1 == ring.Length ? 0 : at + 1;
            if (double.IsNaN(means[i]))
                continue;
            var distance = Distance(ring, means[i]) / ring.Length;
            results[i] = distance == 0 ? 0 : (prices[i] - means[i]) / (0.015 * distance);
        }
    }

    /// <summary>Sum of the distances from a value. Always four by four, so that the sum is the same bits on every machine.</summary>
    private static double Distance(ReadOnlySpan<double> values, double from)
    {
        var sum = 0.0;
        var fours = MemoryMarshal.Cast<double, Vector256<double>>(values);
        var sums = Vector256<double>.Zero;
        var center = Vector256.Create(from);
        foreach (var four in fours)
            sums += Vector256.Abs(four - center);
        foreach (var value in values[(4 * fours.Length)..])
            sum += Math.Abs(value - from);
        return sum + (sums[0] + sums[1]) + (sums[2] + sums[3]);
    }
}
