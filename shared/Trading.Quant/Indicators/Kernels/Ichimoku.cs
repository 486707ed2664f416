namespace Trading.Quant.Indicators.Kernels;

/// <summary>
/// Ichimoku: middles of the ranges of few (tenkan), more (kijun) and many bars (senkou b); the mean of the first two (senkou a). Both senkou
/// lines are written so many bars after they are known, where they are drawn; chikou is the close, drawn as many bars before it is known.
/// </summary>
internal struct Ichimoku(int tenkan, int kijun, int senkou, int shift, KernelMemory memory) : IIndicatorKernel
{
    private PriceRange shortest = new(tenkan, memory);
    private PriceRange middle = new(kijun, memory);
    private PriceRange longest = new(senkou, memory);
    private Lag first = new(shift, memory);
    private Lag second = new(shift, memory);

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var high = frame.Input(0);
        var low = frame.Input(1);
        Span<double> conversion = stackalloc double[frame.Count];
        Span<double> baseline = stackalloc double[frame.Count];
        shortest.Middle(high, low, conversion, memory);
        conversion.CopyTo(frame.Output(0));
        middle.Middle(high, low, baseline, memory);
        baseline.CopyTo(frame.Output(1));
        for (var i = 0; i < conversion.Length; i++)
            conversion[i] = (conversion[i] + baseline[i]) / 2;
        first.Run(conversion, frame.Output(2), memory);
        longest.Middle(high, low, baseline, memory);
        second.Run(baseline, frame.Output(3), memory);
        frame.Input(2).CopyTo(frame.Output(4));
    }
}
