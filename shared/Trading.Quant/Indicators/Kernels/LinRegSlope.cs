namespace Trading.Quant.Indicators.Kernels;

/// <summary>
/// Slope of the least-squares line through the last <c>length</c> values, per bar. With k the place of a value in the window, the slope is
/// the covariance of k and value over the variance of k: 6 (weighted average - plain average) / (length - 1).
/// </summary>
internal struct LinRegSlope(int length, KernelMemory memory) : IColumnKernel
{
    private readonly double scale = 6.0 / (length - 1);
    private Wma weighted = new(length, memory);
    private Sma plain = new(length, memory);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        Span<double> means = stackalloc double[values.Length];
        plain.Run(values, means, memory);
        weighted.Run(values, results, memory);
        for (var i = 0; i < results.Length; i++)
            results[i] = scale * (results[i] - means[i]);
    }
}
