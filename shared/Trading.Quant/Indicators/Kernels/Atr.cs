namespace Trading.Quant.Indicators.Kernels;

/// <summary>Average true range: Wilder's smoothing of the true range, seeded with the mean of the first <c>length</c>.</summary>
internal struct Atr(int length) : IIndicatorKernel
{
    private TrueRange range = new();
    private Ema smooth = Ema.Wilder(length);

    public void Next(in IndicatorFrame frame, Span<double> memory) => Run(frame.Input(0), frame.Input(1), frame.Input(2), frame.Output(0));

    public void Run(ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, Span<double> results)
    {
        range.Run(high, low, close, results);
        smooth.Run(results, results);
    }
}
