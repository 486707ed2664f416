namespace Trading.Quant.Indicators.Kernels;

/// <summary>Double exponential moving average: twice the average less the average of the average.</summary>
internal struct Dema(int length) : IColumnKernel
{
    private Ema once = new(length);
    private Ema twice = new(length);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        Span<double> again = stackalloc double[values.Length];
        once.Run(values, results);
        twice.Run(results, again);
        for (var i = 0; i < again.Length; i++)
            results[i] = (2 * results[i]) - again[i];
    }
}
