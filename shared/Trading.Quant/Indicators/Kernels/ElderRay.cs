namespace Trading.Quant.Indicators.Kernels;

/// <summary>Elder ray: how far a bar's high and low lie above the average of closes.</summary>
internal struct ElderRay(int length) : IIndicatorKernel
{
    private Ema average = new(length);

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var high = frame.Input(0);
        var low = frame.Input(1);
        var close = frame.Input(2);
        var bull = frame.Output(0);
        var bear = frame.Output(1);
        for (var i = 0; i < close.Length; i++)
        {
            var value = average.Next(close[i]);
            bull[i] = high[i] - value;
            bear[i] = low[i] - value;
        }
    }
}
