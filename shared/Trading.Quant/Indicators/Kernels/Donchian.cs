namespace Trading.Quant.Indicators.Kernels;

/// <summary>Highest high and lowest low of the last <c>length</c> bars, as they were so many bars back, and the middle between them.</summary>
internal struct Donchian(int length, int back, KernelMemory memory) : IIndicatorKernel
{
    private Lag highs = new(back, memory);
    private Lag lows = new(back, memory);
    private PriceRange range = new(length, memory);

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        Span<double> top = stackalloc double[frame.Count];
        Span<double> bottom = stackalloc double[frame.Count];
        highs.Run(frame.Input(0), top, memory);
        lows.Run(frame.Input(1), bottom, memory);
        range.Run(top, bottom, top, bottom, memory);
        var upper = frame.Output(0);
        var middle = frame.Output(1);
        var lower = frame.Output(2);
        for (var i = 0; i < top.Length; i++)
        {
            upper[i] = top[i];
            middle[i] = (top[i] + bottom[i]) / 2;
            lower[i] = bottom[i];
        }
    }
}
