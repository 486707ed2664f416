namespace Trading.Quant.Indicators.Kernels;

/// <summary>Change against the value <c>length</c> bars before, in percent of it; not defined where that is zero.</summary>
internal struct Roc(int length, KernelMemory memory) : IColumnKernel
{
    private Lag past = new(length, memory);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        Span<double> old = stackalloc double[values.Length];
        past.Run(values, old, memory);
        for (var i = 0; i < values.Length; i++)
            results[i] = old[i] == 0 ? double.NaN : 100 * ((values[i] - old[i]) / old[i]);
    }
}
