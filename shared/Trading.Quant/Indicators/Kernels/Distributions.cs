namespace Trading.Quant.Indicators.Kernels;

/// <summary>The last <c>length</c> values in ascending order. Takes a binary search and a move of memory a value.</summary>
internal struct SortedWindow(int length, KernelMemory memory)
{
    private readonly int ring = memory.Take(length);
    private readonly int sorted = memory.Take(length);
    private readonly int length = length;
    private int at;
    private int count;

    /// <summary>Values before the next is taken in, ascending.</summary>
    public readonly ReadOnlySpan<double> Values(Span<double> memory) => memory.Slice(sorted, count);

    /// <summary>True when there are <c>length</c>.</summary>
    public readonly bool IsFull => count == length;

    public void Take(double value, Span<double> memory)
    {
        var all = memory.Slice(sorted, length);
        if (count == length)
        {
            var leaving = all.BinarySearch(memory[ring + at]);
            all[(leaving + 1)..].CopyTo(all[leaving..]);
            count--;
        }

        memory[ring + at] = value;
        at = at + 1 == length ? 0 : at + 1;
        var place = all[..count].BinarySearch(value);
        place = place < 0 ? ~place : place;
        all[place..count].CopyTo(all[(place + 1)..]);
        all[place] = value;
        count++;
    }

    /// <summary>Number of values below a given one, or not above it.</summary>
    public readonly int Below(double value, bool orEqual, Span<double> memory)
    {
        var all = Values(memory);
        var (from, to) = (0, all.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (orEqual ? all[middle] <= value : all[middle] < value)
                from = middle + 1;
            else
                to = middle;
        }

        return from;
    }
}

/// <summary>Value below which a share of the last values lies, with a straight line between neighbours.</summary>
internal struct Quantile(int length, double share, KernelMemory memory) : IColumnKernel
{
    private readonly double place = share * (length - 1);
    private SortedWindow window = new(length, memory);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        for (var i = 0; i < results.Length; i++)
        {
            window.Take(values[i], memory);
            results[i] = double.NaN;
            if (!window.IsFull)
                continue;
            var sorted = window.Values(memory);
            var lower = (int)place;
            results[i] = sorted[lower] + ((place - lower) * (sorted[Math.Min(lower + 1, sorted.Length - 1)] - sorted[lower]));
        }
    }
}

/// <summary>Percentage of the <c>length</c> values before that are not above the newest.</summary>
internal struct PercentRank(int length, bool orEqual, KernelMemory memory)
{
    private readonly double scale = 100.0 / length;
    private readonly bool orEqual = orEqual;
    private SortedWindow window = new(length, memory);

    public double Next(double value, Span<double> memory)
    {
        var rank = window.IsFull ? scale * window.Below(value, orEqual, memory) : double.NaN;
        window.Take(value, memory);
        return rank;
    }
}

/// <summary>Percentage of the values before that are not above the newest, column by column.</summary>
internal struct PercentRanks(int length, KernelMemory memory) : IColumnKernel
{
    private PercentRank rank = new(length, orEqual: true, memory);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        for (var i = 0; i < results.Length; i++)
            results[i] = rank.Next(values[i], memory);
    }
}

/// <summary>Connors' index: mean of the relative strength of closes, that of streaks, and the rank of the last change.</summary>
internal struct ConnorsRsi(int length, int streak, int ranked, KernelMemory memory) : IColumnKernel
{
    private Rsi closes = new(length);
    private Rsi streaks = new(streak);
    private PercentRank rank = new(ranked, orEqual: false, memory);
    private double previous = double.NaN;
    private double run;

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        Span<double> runs = stackalloc double[values.Length];
        Span<double> ranks = stackalloc double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            run = value > previous ? Math.Max(run, 0) + 1 : value < previous ? Math.Min(run, 0) - 1 : 0;
            runs[i] = run;
            ranks[i] = double.IsNaN(previous) ? double.NaN : rank.Next((value - previous).Over(previous), memory);
            previous = value;
        }

        streaks.Run(runs, runs);
        closes.Run(values, results);
        for (var i = 0; i < results.Length; i++)
            results[i] = (results[i] + runs[i] + ranks[i]) / 3;
    }
}

/// <summary>What the distances of values from their mean look like.</summary>
internal enum Shape
{
    /// <summary>Mean size.</summary>
    MeanDeviation,

    /// <summary>Third moment in deviations: below 0 with a long tail downwards.</summary>
    Skew,

    /// <summary>Fourth moment in deviations less 3: above 0 with fat tails.</summary>
    Kurtosis,
}

/// <summary>Figures of the distances from the mean of the last <c>length</c> values; 0 where they do not vary. Takes as many steps a value as the window is long.</summary>
internal struct Distribution(Shape shape, int length, KernelMemory memory) : IColumnKernel
{
    private readonly Shape shape = shape;
    private readonly int ring = memory.Take(length);
    private readonly int length = length;
    private int at;
    private int seen;

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        var window = memory.Slice(ring, length);
        for (var i = 0; i < results.Length; i++)
        {
            window[at] = values[i];
            at = at + 1 == length ? 0 : at + 1;
            seen = Math.Min(seen + 1, length);
            results[i] = seen < length ? double.NaN : Figure(window);
        }
    }

    private readonly double Figure(ReadOnlySpan<double> window)
    {
        var mean = 0.0;
        foreach (var value in window)
            mean += value / window.Length;
        var (size, square, cube, fourth) = (0.0, 0.0, 0.0, 0.0);
        foreach (var value in window)
        {
            var apart = value - mean;
            size += Math.Abs(apart);
            square += apart * apart;
            cube += apart * apart * apart;
            fourth += apart * apart * apart * apart;
        }

        var variance = square / window.Length;
        return shape switch
        {
            Shape.MeanDeviation => size / window.Length,
            Shape.Skew => (cube / window.Length).Over(variance * Math.Sqrt(variance)),
            _ => (fourth / window.Length).Over(variance * variance, ifZero: 3) - 3,
        };
    }
}

/// <summary>Schaff trend cycle: where a difference of averages lies in its range, smoothed, and where that lies in its own, smoothed.</summary>
internal struct SchaffCycle(int cycle, int fast, int slow, KernelMemory memory) : IColumnKernel
{
    private Ema fast = new(fast);
    private Ema slow = new(slow);
    private Place first = new(cycle, memory);
    private Place second = new(cycle, memory);

    public void Run(ReadOnlySpan<double> values, Span<double> results, Span<double> memory)
    {
        for (var i = 0; i < results.Length; i++)
        {
            var difference = fast.Next(values[i]) - slow.Next(values[i]);
            results[i] = second.Next(first.Next(difference, memory), memory);
        }
    }

    /// <summary>Place in the range in percent, half of it and half of the result before; as before where there is no range.</summary>
    private struct Place(int length, KernelMemory memory)
    {
        private Window<Larger> highest = new(length, memory);
        private Window<Smaller> lowest = new(length, memory);
        private double place;
        private double smooth = double.NaN;

        public double Next(double value, Span<double> memory)
        {
            var top = highest.Next(value, memory);
            var bottom = lowest.Next(value, memory);
            if (double.IsNaN(top))
                return double.NaN;
            place = (value - bottom).Over((top - bottom) / 100, ifZero: place);
            return smooth = double.IsNaN(smooth) ? place : smooth + (0.5 * (place - smooth));
        }
    }
}
