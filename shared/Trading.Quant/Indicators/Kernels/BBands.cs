namespace Trading.Quant.Indicators.Kernels;

/// <summary>Bollinger bands: the average of the last <c>length</c> values, and so many of their standard deviations (divisor length) above and below.</summary>
internal struct BBands(int length, double deviations, KernelMemory memory) : IIndicatorKernel
{
    private Moments moments = new(length, memory);

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        Span<double> means = stackalloc double[frame.Count];
        Span<double> widths = stackalloc double[frame.Count];
        moments.Run(frame.Input(0), means, widths, memory);
        var upper = frame.Output(0);
        var middle = frame.Output(1);
        var lower = frame.Output(2);
        for (var i = 0; i < means.Length; i++)
        {
            var width = deviations * Math.Sqrt(widths[i]);
            upper[i] = means[i] + width;
            middle[i] = means[i];
            lower[i] = means[i] - width;
        }
    }
}
