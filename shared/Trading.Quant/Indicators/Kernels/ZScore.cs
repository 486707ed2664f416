namespace Trading.Quant.Indicators.Kernels;

/// <summary>Distance from the mean of the last <c>length</c> values in their standard deviations (divisor length); 0 where they do not vary.</summary>
internal struct ZScore(int length, KernelMemory memory) : IColumnKernel
{
    private Moments moments = new(length, memory);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        Span<double> means = stackalloc double[values.Length];
        Span<double> variances = stackalloc double[values.Length];
        moments.Run(values, means, variances, memory);
        for (var i = 0; i < values.Length; i++)
            results[i] = variances[i] == 0 ? 0 : (values[i] - means[i]) / Math.Sqrt(variances[i]);
    }
}
