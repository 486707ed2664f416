namespace Trading.Quant.Indicators.Kernels;

/// <summary>Simple moving average: the mean of the last <c>length</c> values, NaN before there are as many.</summary>
internal struct Sma(int length, KernelMemory memory) : IColumnKernel
{
    private readonly double share = 1.0 / length;
    private Window<Sum> sum = new(length, memory);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        sum.Run(values, results, memory);
        Columns.Scale(results, share);
    }
}
