namespace Trading.Quant.Indicators.Kernels;

/// <summary>Keltner channel: an exponential average of the close, and so many average true ranges above and below.</summary>
internal struct Keltner(int length, double multiplier, int atrLength) : IIndicatorKernel
{
    private Ema average = new(length);
    private Atr range = new(atrLength);

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        Span<double> center = stackalloc double[frame.Count];
        Span<double> widths = stackalloc double[frame.Count];
        range.Run(frame.Input(0), frame.Input(1), frame.Input(2), widths);
        average.Run(frame.Input(2), center);
        var upper = frame.Output(0);
        var middle = frame.Output(1);
        var lower = frame.Output(2);
        for (var i = 0; i < center.Length; i++)
        {
            var width = multiplier * widths[i];
            upper[i] = center[i] + width;
            middle[i] = center[i];
            lower[i] = center[i] - width;
        }
    }
}
