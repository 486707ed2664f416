namespace Trading.Quant.Indicators.Kernels;

/// <summary>Difference of a fast and a slow exponential average, each seeded by itself (macd); its exponential average (signal); what parts them (histogram).</summary>
internal struct Macd(int fast, int slow, int signal) : IIndicatorKernel
{
    private Ema quick = new(fast);
    private Ema steady = new(slow);
    private Ema average = new(signal);

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        Span<double> macd = stackalloc double[frame.Count];
        Span<double> smooth = stackalloc double[frame.Count];
        quick.Run(frame.Input(0), macd);
        steady.Run(frame.Input(0), smooth);
        for (var i = 0; i < macd.Length; i++)
            macd[i] -= smooth[i];
        macd.CopyTo(frame.Output(0));
        average.Run(macd, smooth);
        smooth.CopyTo(frame.Output(1));
        var histogram = frame.Output(2);
        for (var i = 0; i < macd.Length; i++)
            histogram[i] = macd[i] - smooth[i];
    }
}
