namespace Trading.Quant.Indicators.Kernels;

/// <summary>Chande momentum: rises less falls as a share of all movement, -100 to 100; 0 where nothing moved.</summary>
internal struct Cmo(int length, KernelMemory memory) : IColumnKernel
{
    private Window<Sum> changes = new(length, memory);
    private Window<Sum> moves = new(length, memory);
    private double previous = double.NaN;

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        Span<double> size = stackalloc double[values.Length];
        Chained.Changes(values, results, ref previous);
        for (var i = 0; i < size.Length; i++)
            size[i] = Math.Abs(results[i]);
        changes.Run(results, results, memory);
        moves.Run(size, size, memory);
        for (var i = 0; i < results.Length; i++)
            results[i] = 100 * results[i].Over(size[i]);
    }
}

/// <summary>Detrended price: the value of half the length ago less the mean.</summary>
internal struct Dpo(int length, KernelMemory memory) : IColumnKernel
{
    private Lag past = new((length / 2) + 1, memory);
    private Sma average = new(length, memory);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        Span<double> means = stackalloc double[values.Length];
        average.Run(values, means, memory);
        past.Run(values, results, memory);
        Chained.Subtract(results, means, results);
    }
}

/// <summary>Know sure thing: four smoothed rates of change, the slower the heavier, with the mean of their sum.</summary>
internal struct Kst(KernelMemory memory) : IIndicatorKernel
{
    private Lag past10 = new(10, memory);
    private Lag past15 = new(15, memory);
    private Lag past20 = new(20, memory);
    private Lag past30 = new(30, memory);
    private Sma mean10 = new(10, memory);
    private Sma mean15 = new(10, memory);
    private Sma mean20 = new(10, memory);
    private Sma mean30 = new(15, memory);
    private Sma signal = new(9, memory);

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var values = frame.Input(0);
        Span<double> total = stackalloc double[values.Length];
        Span<double> part = stackalloc double[values.Length];
        total.Clear();
        Add(1, ref past10, ref mean10, values, part, total, memory);
        Add(2, ref past15, ref mean15, values, part, total, memory);
        Add(3, ref past20, ref mean20, values, part, total, memory);
        Add(4, ref past30, ref mean30, values, part, total, memory);
        total.CopyTo(frame.Output(0));
        signal.Run(total, frame.Output(1), memory);
    }

    private static void Add(double weight, ref Lag past, ref Sma mean, ReadOnlySpan<double> values, Span<double> part, Span<double> total, Span<double> memory)
    {
        past.Run(values, part, memory);
        for (var i = 0; i < part.Length; i++)
            part[i] = 100 * (values[i] - part[i]).Over(part[i]);
        mean.Run(part, part, memory);
        for (var i = 0; i < part.Length; i++)
            total[i] += weight * part[i];
    }
}

/// <summary>True strength: changes smoothed twice as a share of their sizes smoothed twice, with its average.</summary>
internal struct Tsi(int slow, int fast, int signal) : IIndicatorKernel
{
    private Ema change = new(slow);
    private Ema changeAgain = new(fast);
    private Ema size = new(slow);
    private Ema sizeAgain = new(fast);
    private Ema signal = new(signal);
    private double previous = double.NaN;

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var values = frame.Input(0);
        var lines = frame.Output(0);
        var signals = frame.Output(1);
        for (var i = 0; i < values.Length; i++)
        {
            var moved = values[i] - previous;
            previous = values[i];
            var net = changeAgain.After(change.After(moved));
            var line = 100 * net.Over(sizeAgain.After(size.After(Math.Abs(moved))));
            lines[i] = line;
            signals[i] = signal.After(line);
        }
    }
}

/// <summary>Relative vigor: where bars close above their open as a share of their range, both smoothed, with its own smoothing.</summary>
internal struct Rvgi(int length, KernelMemory memory) : IIndicatorKernel
{
    private Symmetric bodies;
    private Symmetric ranges;
    private Symmetric signal;
    private Window<Sum> bodySum = new(length, memory);
    private Window<Sum> rangeSum = new(length, memory);

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var open = frame.Input(0);
        var high = frame.Input(1);
        var low = frame.Input(2);
        var close = frame.Input(3);
        var lines = frame.Output(0);
        var signals = frame.Output(1);
        for (var i = 0; i < open.Length; i++)
        {
            var body = bodySum.Next(bodies.Next(close[i] - open[i]), memory);
            var line = body.Over(rangeSum.Next(ranges.Next(high[i] - low[i]), memory));
            lines[i] = line;
            signals[i] = signal.Next(line);
        }
    }

    /// <summary>Mean of four values of which those in the middle weigh double.</summary>
    private struct Symmetric
    {
        private double first;
        private double second;
        private double third;
        private int seen;

        public double Next(double value)
        {
            if (double.IsNaN(value))
                return double.NaN;
            var mean = (first + (2 * second) + (2 * third) + value) / 6;
            (first, second, third) = (second, third, value);
            seen = Math.Min(seen + 1, 4);
            return seen < 4 ? double.NaN : mean;
        }
    }
}

/// <summary>Awesome oscillator: the mean median price of few bars less that of many; its acceleration is it less its own mean.</summary>
internal struct Awesome(int fast, int slow, KernelMemory memory) : IPairKernel
{
    private readonly double fastShare = 1.0 / fast;
    private readonly double slowShare = 1.0 / slow;
    private Window<Sum> fast = new(fast, memory);
    private Window<Sum> slow = new(slow, memory);

    public double Next(double first, double second, Span<double> memory)
    {
        var median = (first + second) / 2;
        return (fast.Next(median, memory) * fastShare) - (slow.Next(median, memory) * slowShare);
    }
}

/// <summary>Accelerator: the awesome oscillator less its mean.</summary>
internal struct Accelerator(int fast, int slow, int length, KernelMemory memory) : IPairKernel
{
    private readonly double share = 1.0 / length;
    private Awesome awesome = new(fast, slow, memory);
    private Window<Sum> mean = new(length, memory);

    public double Next(double first, double second, Span<double> memory)
    {
        var value = awesome.Next(first, second, memory);
        return value - (mean.Next(value, memory) * share);
    }
}

/// <summary>Balance of power: the body as a share of the range, signed; 0 where there is no range.</summary>
internal struct BalanceOfPower : IQuadKernel
{
    public double Next(double first, double second, double third, double fourth, Span<double> memory) => (fourth - first).Over(second - third);
}

/// <summary>Fisher transform of where the median price lies in its range, with the value of the bar before.</summary>
internal struct Fisher(int length, KernelMemory memory) : IIndicatorKernel
{
    private Window<Larger> highest = new(length, memory);
    private Window<Smaller> lowest = new(length, memory);
    private double position;
    private double previous;
    private bool hasPrevious;

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var high = frame.Input(0);
        var low = frame.Input(1);
        var lines = frame.Output(0);
        var triggers = frame.Output(1);
        for (var i = 0; i < high.Length; i++)
        {
            var median = (high[i] + low[i]) / 2;
            var top = highest.Next(median, memory);
            var bottom = lowest.Next(median, memory);
            lines[i] = triggers[i] = double.NaN;
            if (double.IsNaN(top))
                continue;
            position = (0.66 * ((median - bottom).Over(top - bottom, ifZero: 0.5) - 0.5)) + (0.67 * position);
            position = position > 0.99 ? 0.999 : position < -0.99 ? -0.999 : position;
            var line = (0.5 * Math.Log((1 + position) / (1 - position))) + (0.5 * previous);
            lines[i] = line;
            triggers[i] = hasPrevious ? previous : double.NaN;
            previous = line;
            hasPrevious = true;
        }
    }
}

/// <summary>Coppock curve: the weighted average of two rates of change.</summary>
internal struct Coppock(int slow, int fast, int length, KernelMemory memory) : IColumnKernel
{
    private Lag slowPast = new(slow, memory);
    private Lag fastPast = new(fast, memory);
    private Wma average = new(length, memory);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        Span<double> old = stackalloc double[values.Length];
        slowPast.Run(values, old, memory);
        fastPast.Run(values, results, memory);
        for (var i = 0; i < results.Length; i++)
            results[i] = 100 * ((values[i] - old[i]).Over(old[i]) + (values[i] - results[i]).Over(results[i]));
        average.Run(results, results, memory);
    }
}

/// <summary>Stochastic momentum: the close's distance from the middle of its range, both smoothed twice, with its average.</summary>
internal struct Smi(int length, int slow, int fast, int signal, KernelMemory memory) : IIndicatorKernel
{
    private Window<Larger> highest = new(length, memory);
    private Window<Smaller> lowest = new(length, memory);
    private Ema distance = new(slow);
    private Ema distanceAgain = new(fast);
    private Ema range = new(slow);
    private Ema rangeAgain = new(fast);
    private Ema signal = new(signal);

    public void Next(in IndicatorFrame frame, Span<double> memory)
    {
        var high = frame.Input(0);
        var low = frame.Input(1);
        var close = frame.Input(2);
        var lines = frame.Output(0);
        var signals = frame.Output(1);
        for (var i = 0; i < high.Length; i++)
        {
            var top = highest.Next(high[i], memory);
            var bottom = lowest.Next(low[i], memory);
            var apart = distanceAgain.After(distance.After(close[i] - ((top + bottom) / 2)));
            var line = 100 * apart.Over(rangeAgain.After(range.After(top - bottom)) / 2);
            lines[i] = line;
            signals[i] = signal.After(line);
        }
    }
}

/// <summary>DeMarker: how far highs rose as a share of how far highs rose and lows fell, 0 to 1; 0.5 where neither moved.</summary>
internal struct DeMarker(int length, KernelMemory memory) : IPairKernel
{
    private Window<Sum> rises = new(length, memory);
    private Window<Sum> falls = new(length, memory);
    private double previousHigh = double.NaN;
    private double previousLow;

    public double Next(double first, double second, Span<double> memory)
    {
        var hasPrevious = !double.IsNaN(previousHigh);
        var rise = Math.Max(first - previousHigh, 0);
        var fall = Math.Max(previousLow - second, 0);
        previousHigh = first;
        previousLow = second;
        if (!hasPrevious)
            return double.NaN;
        var up = rises.Next(rise, memory);
        return up.Over(up + falls.Next(fall, memory), ifZero: 0.5);
    }
}

/// <summary>Share of bars that closed above the bar before, in percent.</summary>
internal struct PsychologicalLine(int length, KernelMemory memory) : IColumnKernel
{
    private readonly double scale = 100.0 / length;
    private Window<Sum> rises = new(length, memory);
    private double previous = double.NaN;

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        Chained.Changes(values, results, ref previous);
        for (var i = 0; i < results.Length; i++)
            results[i] = double.IsNaN(results[i]) ? double.NaN : results[i] > 0 ? 1 : 0;
        rises.Run(results, results, memory);
        Columns.Scale(results, scale);
    }
}

/// <summary>Intraday momentum: white bodies as a share of all bodies, 0 to 100; 50 where there are none.</summary>
internal struct IntradayMomentum(int length, KernelMemory memory) : IPairKernel
{
    private Window<Sum> whites = new(length, memory);
    private Window<Sum> blacks = new(length, memory);

    public double Next(double first, double second, Span<double> memory)
    {
        var up = whites.Next(Math.Max(second - first, 0), memory);
        return 100 * up.Over(up + blacks.Next(Math.Max(first - second, 0), memory), ifZero: 0.5);
    }
}

/// <summary>Mean body: close less open.</summary>
internal struct QStick(int length, KernelMemory memory) : IPairKernel
{
    private readonly double share = 1.0 / length;
    private Window<Sum> bodies = new(length, memory);

    public double Next(double first, double second, Span<double> memory) => bodies.Next(second - first, memory) * share;
}

/// <summary>Net change as a share of all changes, 0 to 1; 0 where nothing moved.</summary>
internal struct EfficiencyRatio(int length, KernelMemory memory) : IColumnKernel
{
    private Lag past = new(length, memory);
    private Window<Sum> moves = new(length, memory);
    private double previous = double.NaN;

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        Span<double> size = stackalloc double[values.Length];
        Chained.Changes(values, size, ref previous);
        for (var i = 0; i < size.Length; i++)
            size[i] = Math.Abs(size[i]);
        moves.Run(size, size, memory);
        past.Run(values, results, memory);
        for (var i = 0; i < results.Length; i++)
            results[i] = Math.Abs(values[i] - results[i]).Over(size[i]);
    }
}

/// <summary>Vertical horizontal filter: range of closes as a share of all changes; 0 where nothing moved.</summary>
internal struct VerticalHorizontal(int length, KernelMemory memory) : IColumnKernel
{
    private Window<Larger> highest = new(length, memory);
    private Window<Smaller> lowest = new(length, memory);
    private Window<Sum> moves = new(length, memory);
    private double previous = double.NaN;

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        Span<double> top = stackalloc double[values.Length];
        Span<double> bottom = stackalloc double[values.Length];
        highest.Run(values, top, memory);
        lowest.Run(values, bottom, memory);
        Chained.Changes(values, results, ref previous);
        for (var i = 0; i < results.Length; i++)
            results[i] = Math.Abs(results[i]);
        moves.Run(results, results, memory);
        for (var i = 0; i < results.Length; i++)
            results[i] = (top[i] - bottom[i]).Over(results[i]);
    }
}
