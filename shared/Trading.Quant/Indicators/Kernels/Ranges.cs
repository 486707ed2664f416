namespace Trading.Quant.Indicators.Kernels;

/// <summary>Choppiness: how much of what a price moved was no progress, 0 to 100.</summary>
internal struct Choppiness(int length, KernelMemory memory) : ITripleKernel
{
    private readonly double scale = 100 / Math.Log(length);
    private Window<Sum> moved = new(length, memory);
    private Window<Larger> highest = new(length, memory);
    private Window<Smaller> lowest = new(length, memory);
    private double previous = double.NaN;

    public double Next(double first, double second, double third, Span<double> memory)
    {
        var high = highest.Next(first, memory);
        var low = lowest.Next(second, memory);
        var hasPrevious = !double.IsNaN(previous);
        var range = Math.Max(first, previous) - Math.Min(second, previous);
        previous = third;
        if (!hasPrevious)
            return double.NaN;
        var sum = moved.Next(range, memory);
        return double.IsNaN(sum) ? double.NaN : sum == 0 || high == low ? 100 : scale * Math.Log(sum / (high - low));
    }
}

/// <summary>Ultimate oscillator: buying pressure as a share of true range over three spans, weighed 4, 2 and 1.</summary>
internal struct Ultimate(int shortest, int middle, int longest, KernelMemory memory) : ITripleKernel
{
    private Window<Sum> shortPressure = new(shortest, memory);
    private Window<Sum> shortRange = new(shortest, memory);
    private Window<Sum> middlePressure = new(middle, memory);
    private Window<Sum> middleRange = new(middle, memory);
    private Window<Sum> longPressure = new(longest, memory);
    private Window<Sum> longRange = new(longest, memory);
    private double previous = double.NaN;

    public double Next(double first, double second, double third, Span<double> memory)
    {
        var floor = Math.Min(second, previous);
        var range = Math.Max(first, previous) - floor;
        var pressure = third - floor;
        previous = third;
        if (double.IsNaN(range))
            return double.NaN;
        var share = (4 * shortPressure.Next(pressure, memory).Over(shortRange.Next(range, memory)))
            + (2 * middlePressure.Next(pressure, memory).Over(middleRange.Next(range, memory)))
            + longPressure.Next(pressure, memory).Over(longRange.Next(range, memory));
        return 100 * share / 7;
    }
}

/// <summary>Vortex: how far highs went from lows before, and lows from highs before, as shares of true range.</summary>
internal struct Vortex(int length, KernelMemory memory) : IIndicatorKernel
{
    private Window<Sum> ups = new(length, memory);
    private Window<Sum> downs = new(length, memory);
    private Window<Sum> ranges = new(length, memory);
    private double previousHigh = double.NaN;
    private double previousLow;
    private double previousClose;

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var high = frame.Input(0);
        var low = frame.Input(1);
        var close = frame.Input(2);
        var plus = frame.Output(0);
        var minus = frame.Output(1);
        for (var i = 0; i < high.Length; i++)
        {
            plus[i] = minus[i] = double.NaN;
            if (!double.IsNaN(previousHigh))
            {
                var range = ranges.Next(Math.Max(high[i], previousClose) - Math.Min(low[i], previousClose), memory);
                plus[i] = ups.Next(Math.Abs(high[i] - previousLow), memory).Over(range);
                minus[i] = downs.Next(Math.Abs(low[i] - previousHigh), memory).Over(range);
            }

            previousHigh = high[i];
            previousLow = low[i];
            previousClose = close[i];
        }
    }
}

/// <summary>Mass index: how widths of bars swell and shrink, as the sum of an average's ratios to its own average.</summary>
internal struct MassIndex(int averaged, int summed, KernelMemory memory) : IPairKernel
{
    private Ema width = new(averaged);
    private Ema again = new(averaged);
    private Window<Sum> ratios = new(summed, memory);

    public double Next(double first, double second, Span<double> memory)
    {
        var once = width.Next(first - second);
        var twice = again.After(once);
        return ratios.Next(once.Over(twice, ifZero: 1), memory);
    }
}
