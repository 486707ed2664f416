namespace Trading.Quant.Indicators.Kernels;

/// <summary>
/// Wilder's relative strength index, 0 to 100: rises and falls smoothed with weight 1 / length and seeded with the mean of the first
/// <c>length</c> changes; NaN before that. 100 where nothing fell, also when nothing moved at all.
/// </summary>
internal struct Rsi(int length) : IValueKernel
{
    private Ema rises = Ema.Wilder(length);
    private Ema falls = Ema.Wilder(length);
    private double previous = double.NaN;

    public double Next(double value)
    {
        var change = value - previous;
        previous = value;
        if (double.IsNaN(change))
            return double.NaN;
        var rise = rises.Next(change > 0 ? change : 0);
        var fall = falls.Next(change < 0 ? -change : 0);
        return fall == 0 ? 100 : 100 * (rise / (rise + fall));
    }

    double IValueKernel.Next(double value, Span<double> memory) => Next(value);
}
