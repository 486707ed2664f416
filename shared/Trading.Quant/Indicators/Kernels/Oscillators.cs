namespace Trading.Quant.Indicators.Kernels;

/// <summary>A fast less a slow exponential average, in percent of the slow one, with the average of the difference.</summary>
internal struct PriceOscillator(int fast, int slow, int signal) : IIndicatorKernel
{
    private Ema fast = new(fast);
    private Ema slow = new(slow);
    private Ema signal = new(signal);

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var values = frame.Input(0);
        var lines = frame.Output(0);
        var signals = frame.Output(1);
        var histograms = frame.Output(2);
        for (var i = 0; i < values.Length; i++)
        {
            var quick = fast.Next(values[i]);
            var lazy = slow.Next(values[i]);
            var line = 100 * (quick - lazy).Over(lazy);
            var average = signal.After(line);
            lines[i] = line;
            signals[i] = average;
            histograms[i] = line - average;
        }
    }
}

/// <summary>A fast less a slow exponential average.</summary>
internal struct AbsoluteOscillator(int fast, int slow) : IColumnKernel
{
    private Ema fast = new(fast);
    private Ema slow = new(slow);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        for (var i = 0; i < results.Length; i++)
            results[i] = fast.Next(values[i]) - slow.Next(values[i]);
    }
}

/// <summary>Change of a triple exponential average from bar to bar in percent, with its average.</summary>
internal struct Trix(int length, int signal) : IIndicatorKernel
{
    private Ema once = new(length);
    private Ema twice = new(length);
    private Ema thrice = new(length);
    private Ema signal = new(signal);
    private double previous = double.NaN;

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var values = frame.Input(0);
        var lines = frame.Output(0);
        var signals = frame.Output(1);
        for (var i = 0; i < values.Length; i++)
        {
            var smooth = thrice.After(twice.After(once.Next(values[i])));
            var line = 100 * (smooth - previous).Over(previous);
            previous = smooth;
            lines[i] = line;
            signals[i] = signal.After(line);
        }
    }
}
