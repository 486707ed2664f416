namespace Trading.Quant.Indicators.Kernels;

/// <summary>Standard deviation of the last <c>length</c> values: of the values themselves (divisor length), or of what they are a sample of (length - 1).</summary>
internal struct StdDev(int length, bool sample, KernelMemory memory) : IColumnKernel
{
    private readonly double scale = sample ? length / (length - 1.0) : 1;
    private Moments moments = new(length, memory);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        Span<double> means = stackalloc double[values.Length];
        moments.Run(values, means, results, memory);
        for (var i = 0; i < results.Length; i++)
            results[i] = Math.Sqrt(results[i] * scale);
    }
}
