namespace Trading.Quant.Indicators.Kernels;

/// <summary>Range of the bar and of the step from the close before; NaN at the first bar, which has none before it.</summary>
internal struct TrueRange() : IIndicatorKernel
{
    private double close = double.NaN;

    public void Next(in IndicatorFrame frame, Span<double> memory) => Run(frame.Input(0), frame.Input(1), frame.Input(2), frame.Output(0));

    public void Run(ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> closes, Span<double> results)
    {
        if (closes.IsEmpty)
            return;
        results[0] = double.IsNaN(close) ? double.NaN : Math.Max(high[0], close) - Math.Min(low[0], close);
        for (var i = 1; i < results.Length && i < high.Length && i < low.Length && i < closes.Length; i++)
            results[i] = double.MaxNative(high[i], closes[i - 1]) - double.MinNative(low[i], closes[i - 1]);
        close = closes[^1];
    }
}
