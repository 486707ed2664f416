namespace Trading.Quant.Indicators.Kernels;

/// <summary>Force: change times what was traded, smoothed.</summary>
internal struct Force(int length) : IPairKernel
{
    private Ema average = new(length);
    private double previous = double.NaN;

    public double Next(double first, double second, Span<double> memory)
    {
        var force = (first - previous) * second;
        previous = first;
        return average.After(force);
    }
}

/// <summary>Ease of movement: how far the median price moved for what was traded, smoothed; 0 where nothing was traded.</summary>
internal struct EaseOfMovement(int length, double scale, KernelMemory memory) : ITripleKernel
{
    private readonly double scale = scale;
    private readonly double share = 1.0 / length;
    private Window<Sum> moves = new(length, memory);
    private double previous = double.NaN;

    public double Next(double first, double second, double third, Span<double> memory)
    {
        var median = (first + second) / 2;
        var distance = median - previous;
        previous = median;
        return moves.Next(distance * scale * (first - second).Over(third), memory) * share;
    }
}

/// <summary>Index that follows the price only on days of less volume than the day before (negative) or more (positive), from 1,000 on.</summary>
internal struct VolumeIndex(bool positive) : IPairKernel
{
    private readonly bool positive = positive;
    private double index = 1000;
    private double previousClose;
    private double previousVolume = double.NaN;

    public double Next(double first, double second, Span<double> memory)
    {
        if (positive ? second > previousVolume : second < previousVolume)
            index += index * (first - previousClose).Over(previousClose);
        previousClose = first;
        previousVolume = second;
        return index;
    }
}

/// <summary>Price volume trend: what was traded times relative change, summed from the first bar on.</summary>
internal struct PriceVolumeTrend : IPairKernel
{
    private RunningSum sum;
    private double previous;
    private bool hasPrevious;

    public double Next(double first, double second, Span<double> memory)
    {
        var change = hasPrevious ? (first - previous).Over(previous) : 0;
        previous = first;
        hasPrevious = true;
        return sum.Add(change * second);
    }
}

/// <summary>Klinger oscillator: fast less slow average of volume force, with its own average.</summary>
internal struct Klinger(int fast, int slow, int signal) : IIndicatorKernel
{
    private Ema fast = new(fast);
    private Ema slow = new(slow);
    private Ema signal = new(signal);
    private double previousSum = double.NaN;
    private double previousRange;
    private double accumulated;
    private int previousTrend;
    private double force;

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var high = frame.Input(0);
        var low = frame.Input(1);
        var close = frame.Input(2);
        var volume = frame.Input(3);
        var lines = frame.Output(0);
        var signals = frame.Output(1);
        for (var i = 0; i < high.Length; i++)
        {
            var known = Force(high[i], low[i], close[i], volume[i]);
            lines[i] = fast.After(known) - slow.After(known);
            signals[i] = signal.After(lines[i]);
        }
    }

    private double Force(double high, double low, double close, double volume)
    {
        var sum = high + low + close;
        var range = high - low;
        var trend = double.IsNaN(previousSum) ? 0 : sum > previousSum ? 1 : -1;
        var result = double.NaN;
        if (previousTrend != 0)
        {
            accumulated = trend == previousTrend ? accumulated + range : previousRange + range;
            if (accumulated != 0)
                force = volume * Math.Abs(2 * ((range / accumulated) - 1)) * trend * 100;
            result = force;
        }

        previousSum = sum;
        previousRange = range;
        previousTrend = trend;
        return result;
    }
}

/// <summary>Volume zone: volume signed by the change of price as a share of volume, both smoothed, in percent.</summary>
internal struct VolumeZone(int length) : IPairKernel
{
    private Ema signed = new(length);
    private Ema plain = new(length);
    private double previous = double.NaN;

    public double Next(double first, double second, Span<double> memory)
    {
        var change = first - previous;
        previous = first;
        if (double.IsNaN(change))
            return double.NaN;
        var net = signed.Next(Math.Sign(change) * second);
        return 100 * net.Over(plain.Next(second));
    }
}

/// <summary>Mean volume of few bars less that of many, in percent of the latter.</summary>
internal struct VolumeOscillator(int fast, int slow, KernelMemory memory) : IColumnKernel
{
    private Sma fast = new(fast, memory);
    private Sma slow = new(slow, memory);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        Span<double> many = stackalloc double[values.Length];
        slow.Run(values, many, memory);
        fast.Run(values, results, memory);
        for (var i = 0; i < results.Length; i++)
            results[i] = 100 * (results[i] - many[i]).Over(many[i]);
    }
}

/// <summary>Market facilitation: range for each unit traded; 0 where nothing was traded.</summary>
internal struct Facilitation : ITripleKernel
{
    public double Next(double first, double second, double third, Span<double> memory) => (first - second).Over(third);
}

/// <summary>Williams' accumulation/distribution: how far closes rose from true lows or fell from true highs, summed from the first bar on.</summary>
internal struct WilliamsAccumulation : ITripleKernel
{
    private RunningSum sum;
    private double previous = double.NaN;

    public WilliamsAccumulation()
    {
    }

    public double Next(double first, double second, double third, Span<double> memory)
    {
        var step = third > previous ? third - Math.Min(second, previous) : third < previous ? third - Math.Max(first, previous) : 0;
        previous = third;
        return sum.Add(step);
    }
}
