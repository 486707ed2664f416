namespace Trading.Quant.Indicators.Kernels;

/// <summary>Heikin-ashi candles: each opens in the middle of the body before and closes at its bar's mean price.</summary>
internal struct HeikinAshi : IIndicatorKernel
{
    private double previousOpen;
    private double previousClose;
    private bool hasPrevious;

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var open = frame.Input(0);
        var high = frame.Input(1);
        var low = frame.Input(2);
        var close = frame.Input(3);
        var opens = frame.Output(0);
        var highs = frame.Output(1);
        var lows = frame.Output(2);
        var closes = frame.Output(3);
        for (var i = 0; i < open.Length; i++)
        {
            var first = hasPrevious ? (previousOpen + previousClose) / 2 : (open[i] + close[i]) / 2;
            var last = (open[i] + high[i] + low[i] + close[i]) / 4;
            opens[i] = first;
            highs[i] = Math.Max(high[i], Math.Max(first, last));
            lows[i] = Math.Min(low[i], Math.Min(first, last));
            closes[i] = last;
            previousOpen = first;
            previousClose = last;
            hasPrevious = true;
        }
    }
}
