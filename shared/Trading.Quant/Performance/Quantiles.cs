using System.Numerics;

namespace Trading.Quant.Performance;

/// <summary>Quantiles of samples, found by selection: in time proportional to their number, without sorting them.</summary>
internal static class Quantiles
{
    /// <summary>The quantile between order statistics, linearly interpolated.</summary>
    /// <param name="values">The sample, none of it NaN; it is left in another order.</param>
    /// <param name="probability">0 (the least value) to 1 (the greatest).</param>
    /// <returns>NaN for an empty sample.</returns>
    /// <remarks>Type 7 of Hyndman and Fan (1996), the default of R and numpy. Selection: Hoare (1961), Algorithm 65.</remarks>
    public static double Take(Span<double> values, double probability)
    {
        if (values.IsEmpty)
            return double.NaN;
        var position = probability * (values.Length - 1);
        var below = (int)position;
        Select(values, below);
        var part = position - below;
        return part == 0 ? values[below] : values[below] + (part * (Least(values[(below + 1)..]) - values[below]));
    }

    /// <summary>The middle of a sample, or the mean of the middle two.</summary>
    /// <param name="values">The sample, none of it NaN; it is left in another order.</param>
    /// <returns>NaN for an empty sample.</returns>
    public static double Median(Span<double> values) => Take(values, 0.5);

    private static void Select(Span<double> values, int rank)
    {
        var (left, right) = (0, values.Length - 1);
        for (var rounds = 2 * BitOperations.Log2((uint)values.Length); left < right; rounds--)
        {
            if (rounds == 0)
            {
                values[left..(right + 1)].Sort();   // pivots turned out badly: keep to n log n
                return;
            }

            var pivot = Middle(values[left], values[left + ((right - left) / 2)], values[right]);
            var (up, down) = (left, right);
            while (up <= down)
            {
                while (values[up] < pivot)
                    up++;
                while (values[down] > pivot)
                    down--;
                if (up <= down)
                {
                    (values[up], values[down]) = (values[down], values[up]);
                    up++;
                    down--;
                }
            }

            if (rank <= down)
                right = down;
            else if (rank >= up)
                left = up;
            else
                return;
        }
    }

    private static double Middle(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));

    private static double Least(ReadOnlySpan<double> values)
    {
        var least = values[0];
        foreach (var value in values)
            least = Math.Min(least, value);
        return least;
    }
}
