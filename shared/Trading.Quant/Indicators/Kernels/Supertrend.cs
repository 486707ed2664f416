namespace Trading.Quant.Indicators.Kernels;

/// <summary>
/// A stop so many average true ranges from the middle of the bar, which only ever moves towards the price: below it (lower) while the
/// trend is up, above it (upper) while it is down; the trend turns when a close reaches the stop.
/// </summary>
internal struct Supertrend(int length, double multiplier) : IIndicatorKernel
{
    private readonly double multiplier = multiplier;
    private Atr range = new(length);
    private double close;
    private double above = double.NaN;
    private double below = double.NaN;
    private bool isUp;

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var high = frame.Input(0);
        var low = frame.Input(1);
        var closes = frame.Input(2);
        var stop = frame.Output(0);
        var upper = frame.Output(1);
        var lower = frame.Output(2);
        Span<double> ranges = stackalloc double[frame.Count];
        range.Run(high, low, closes, ranges);
        for (var i = 0; i < ranges.Length; i++)
        {
            var value = double.IsNaN(ranges[i]) ? double.NaN : Stop((high[i] + low[i]) / 2, closes[i], multiplier * ranges[i]);
            close = closes[i];
            stop[i] = value;
            upper[i] = isUp ? double.NaN : value;
            lower[i] = isUp ? value : double.NaN;
        }
    }

    private double Stop(double middle, double newest, double width)
    {
        if (double.IsNaN(above))
        {
            isUp = newest >= middle;
            above = middle + width;
            below = middle - width;
        }

        if (middle + width < above || close > above)
            above = middle + width;
        if (middle - width > below || close < below)
            below = middle - width;
        isUp = newest > (isUp ? below : above);
        return isUp ? below : above;
    }
}
