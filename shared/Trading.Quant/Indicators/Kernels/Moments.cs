namespace Trading.Quant.Indicators.Kernels;

/// <summary>Mean and variance of the last <c>length</c> values; NaN before there are as many.</summary>
/// <remarks>
/// Blocks as in <see cref="Window{TCombine}"/>. Sums are of distances from the last value of the block before, which is one of the window's
/// own: so the squares do not cancel, whatever the level of the values, and nothing that has left the window is remembered.
/// </remarks>
internal struct Moments(int length, KernelMemory memory)
{
    // Up to the newest value: this block as it came. From there on: the block before, sums of all from there on.
    private readonly int start = memory.Take(2 * length);
    private readonly int length = length;
    private readonly double share = 1.0 / length;
    private int at;
    private bool isFull;
    private double anchor;
    private double distance;
    private double square;

    /// <summary>Takes in the next values.</summary>
    /// <param name="values">Numbers, finite after the NaN at the start.</param>
    /// <param name="means">Receives the means.</param>
    /// <param name="variances">Receives the mean squares of the distances from the mean, 0 or more.</param>
    /// <param name="memory">The kernel's memory.</param>
    public void Run(ReadOnlySpan<double> values, Span<double> means, Span<double> variances, Span<double> memory)
    {
        var missing = Columns.Missing(values);
        means[..missing].Fill(double.NaN);
        variances[..missing].Fill(double.NaN);
        var distances = memory.Slice(start, length);
        var squares = memory.Slice(start + length, length);
        var current = this;
        for (var i = missing; i < values.Length && i < means.Length && i < variances.Length; i++)
            (means[i], variances[i]) = current.Next(values[i], distances, squares);
        this = current;
    }

    private (double Mean, double Variance) Next(double value, Span<double> distances, Span<double> squares)
    {
        distances[at] = value;
        if (++at == distances.Length)
        {
            Complete(value, distances, squares);
            return Result(distances[0], squares[0]);
        }

        var apart = value - anchor;
        distance += apart;
        square = Math.FusedMultiplyAdd(apart, apart, square);
        return isFull ? Result(distance + distances[at], square + squares[at]) : (double.NaN, double.NaN);
    }

    private void Complete(double last, Span<double> distances, Span<double> squares)
    {
        anchor = last;
        distance = square = 0;
        for (var i = distances.Length - 1; i >= 0 && i < squares.Length; i--)
        {
            var apart = distances[i] - last;
            distances[i] = distance += apart;
            squares[i] = square = Math.FusedMultiplyAdd(apart, apart, square);
        }

        distance = square = 0;
        at = 0;
        isFull = true;
    }

    private readonly (double Mean, double Variance) Result(double distance, double square)
    {
        var mean = distance * share;
        return (anchor + mean, Math.Max(Math.FusedMultiplyAdd(-mean, mean, square * share), 0));
    }
}
