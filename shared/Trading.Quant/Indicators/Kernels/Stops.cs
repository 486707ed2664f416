namespace Trading.Quant.Indicators.Kernels;

/// <summary>Average true range in percent of the close.</summary>
internal struct NormalisedRange(int length) : IIndicatorKernel
{
    private Atr range = new(length);

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var close = frame.Input(2);
        Span<double> ranges = stackalloc double[frame.Count];
        range.Run(frame.Input(0), frame.Input(1), close, ranges);
        var results = frame.Output(0);
        for (var i = 0; i < ranges.Length; i++)
            results[i] = 100 * ranges[i].Over(close[i]);
    }
}

/// <summary>Chandelier exits: stops some average true ranges below the highest high and above the lowest low.</summary>
internal struct Chandelier(int length, double multiplier, KernelMemory memory) : IIndicatorKernel
{
    private readonly double multiplier = multiplier;
    private Atr range = new(length);
    private PriceRange extremes = new(length, memory);

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var high = frame.Input(0);
        var low = frame.Input(1);
        Span<double> ranges = stackalloc double[frame.Count];
        Span<double> highest = stackalloc double[frame.Count];
        Span<double> lowest = stackalloc double[frame.Count];
        range.Run(high, low, frame.Input(2), ranges);
        extremes.Run(high, low, highest, lowest, memory);
        var longs = frame.Output(0);
        var shorts = frame.Output(1);
        for (var i = 0; i < ranges.Length; i++)
        {
            longs[i] = highest[i] - (multiplier * ranges[i]);
            shorts[i] = lowest[i] + (multiplier * ranges[i]);
        }
    }
}

/// <summary>Lines some average true ranges above and below the close.</summary>
internal struct RangeBands(int length, double multiplier) : IIndicatorKernel
{
    private readonly double multiplier = multiplier;
    private Atr range = new(length);

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var close = frame.Input(2);
        Span<double> ranges = stackalloc double[frame.Count];
        range.Run(frame.Input(0), frame.Input(1), close, ranges);
        var upper = frame.Output(0);
        var lower = frame.Output(1);
        for (var i = 0; i < ranges.Length; i++)
        {
            upper[i] = close[i] + (multiplier * ranges[i]);
            lower[i] = close[i] - (multiplier * ranges[i]);
        }
    }
}

/// <summary>Gann high-low activator: the average low while closes are above the average high before, the average high while they are below the average low before.</summary>
internal struct HighLowActivator(int length, KernelMemory memory) : ITripleKernel
{
    private readonly double share = 1.0 / length;
    private Window<Sum> highs = new(length, memory);
    private Window<Sum> lows = new(length, memory);
    private double previousHigh = double.NaN;
    private double previousLow;
    private bool isFalling;

    public double Next(double first, double second, double third, Span<double> memory)
    {
        var high = highs.Next(first, memory) * share;
        var low = lows.Next(second, memory) * share;
        var isKnown = !double.IsNaN(previousHigh);
        isFalling = isKnown && (isFalling ? third <= previousHigh : third < previousLow);
        previousHigh = high;
        previousLow = low;
        return !isKnown ? double.NaN : isFalling ? high : low;
    }
}

/// <summary>Fractals: a high above, or a low below, those of some bars on both sides; marked when the last of them has closed.</summary>
internal struct Fractals(int wing, KernelMemory memory) : IIndicatorKernel
{
    private readonly int wing = wing;
    private readonly int highs = memory.Take((2 * wing) + 1);
    private readonly int lows = memory.Take((2 * wing) + 1);
    private int at;
    private int seen;

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var size = (2 * wing) + 1;
        var lastHighs = memory.Slice(highs, size);
        var lastLows = memory.Slice(lows, size);
        var high = frame.Input(0);
        var low = frame.Input(1);
        var upper = frame.Output(0);
        var lower = frame.Output(1);
        for (var i = 0; i < high.Length; i++)
        {
            lastHighs[at] = high[i];
            lastLows[at] = low[i];
            var middle = (at + wing + 1) % size;   // newest less wing, around the ring
            at = (at + 1) % size;
            seen = Math.Min(seen + 1, size);
            upper[i] = lower[i] = double.NaN;
            if (seen < size)
                continue;
            upper[i] = lower[i] = 1;
            for (var other = 0; other < size; other++)
            {
                if (other != middle && lastHighs[other] >= lastHighs[middle])
                    upper[i] = 0;
                if (other != middle && lastLows[other] <= lastLows[middle])
                    lower[i] = 0;
            }
        }
    }
}
