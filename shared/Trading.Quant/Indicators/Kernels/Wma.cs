namespace Trading.Quant.Indicators.Kernels;

/// <summary>Weighted moving average: the newest value weighs <c>length</c>, the one before it one less, the oldest 1; NaN before there are as many.</summary>
/// <remarks>Blocks as in <see cref="Window{TCombine}"/>, so that nothing is taken away and no sum drifts.</remarks>
internal struct Wma(int length, KernelMemory memory) : IColumnKernel
{
    // Up to the newest value: this block as it came. From there on: the block before, each place the sum of all from there on, the first weighing 1.
    private readonly int start = memory.Take(length);
    private readonly int length = length;
    private readonly double share = 2.0 / (length * (length + 1.0));
    private int at;
    private bool isFull;
    private double plain;
    private double rising;

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        Columns.SkipMissing(ref values, ref results);
        var block = memory.Slice(start, length);
        var current = this;
        for (var i = 0; i < values.Length && i < results.Length; i++)
            results[i] = current.Next(values[i], block);
        this = current;
    }

    private double Next(double value, Span<double> block)
    {
        block[at] = value;
        if (++at == block.Length)
        {
            plain = rising = 0;
            for (var i = block.Length - 1; i >= 0; i--)
                block[i] = rising += plain += block[i];
            plain = rising = 0;
            at = 0;
            isFull = true;
            return block[0] * share;
        }

        plain += value;
        rising += at * value;
        return isFull ? (block[at] + rising + ((block.Length - at) * plain)) * share : double.NaN;
    }
}
