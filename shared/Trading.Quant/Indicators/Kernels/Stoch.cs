namespace Trading.Quant.Indicators.Kernels;

/// <summary>Stochastic oscillator: where the close lies in the range of the last bars, smoothed (k), and its average (d).</summary>
internal struct Stoch(int length, int smooth, int signal, KernelMemory memory) : IIndicatorKernel
{
    private PriceRange range = new(length, memory);
    private Sma slow = new(smooth, memory);
    private Sma average = new(signal, memory);

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        Span<double> k = stackalloc double[frame.Count];
        range.Position(frame.Input(0), frame.Input(1), frame.Input(2), k, memory);
        slow.Run(k, k, memory);
        k.CopyTo(frame.Output(0));
        average.Run(k, frame.Output(1), memory);
    }
}
