namespace Trading.Quant.Indicators.Kernels;

/// <summary>Simple moving average: the mean of the last <c>length</c> values, NaN before there are as many.</summary>
internal struct Sma(int length, KernelMemory memory) : IValueKernel
{
    private readonly double share = 1.0 / length;
    private Window<Sum> sum = new(length, memory);

    public double Next(double value, Span<double> memory) => sum.Next(value, memory) * share;
}
