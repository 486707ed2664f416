namespace Trading.Quant.Indicators.Kernels;

/// <summary>Where the relative strength index lies in its own range of the last values, smoothed (k), and its average (d).</summary>
internal struct StochRsi(int length, int window, int smooth, int signal, KernelMemory memory) : IIndicatorKernel
{
    private Rsi rsi = new(length);
    private Window<Larger> highest = new(window, memory);
    private Window<Smaller> lowest = new(window, memory);
    private Sma slow = new(smooth, memory);
    private Sma average = new(signal, memory);

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        Span<double> k = stackalloc double[frame.Count];
        Span<double> upper = stackalloc double[frame.Count];
        Span<double> lower = stackalloc double[frame.Count];
        rsi.Run(frame.Input(0), k);
        highest.Run(k, upper, memory);
        lowest.Run(k, lower, memory);
        Columns.Position(k, lower, upper, k);
        slow.Run(k, k, memory);
        k.CopyTo(frame.Output(0));
        average.Run(k, frame.Output(1), memory);
    }
}
