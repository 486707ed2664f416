namespace Trading.Quant.Indicators.Kernels;

/// <summary>The value <c>bars</c> before; NaN before there is one.</summary>
internal struct Lag(int bars, KernelMemory memory) : IColumnKernel
{
    private readonly int start = memory.Take(bars);
    private readonly int bars = bars;
    private int at;
    private bool isFull;

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        if (bars == 0)
        {
            values.CopyTo(results);
            return;
        }

        Columns.SkipMissing(ref values, ref results);
        var ring = memory.Slice(start, bars);
        var place = at;
        for (var i = 0; i < values.Length && i < results.Length; i++)
        {
            var value = values[i];
            results[i] = isFull ? ring[place] : double.NaN;
            ring[place] = value;
            if (++place < ring.Length)
                continue;
            place = 0;
            isFull = true;
        }

        at = place;
    }
}
