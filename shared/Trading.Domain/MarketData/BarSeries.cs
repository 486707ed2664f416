namespace Trading.Domain.MarketData;

/// <summary>Bars of one instrument and interval as columns, ascending in time without duplicates. Immutable; slices share the columns.</summary>
public sealed class BarSeries
{
    private readonly long[] times;
    private readonly double[] open;
    private readonly double[] high;
    private readonly double[] low;
    private readonly double[] close;
    private readonly double[] volume;
    private readonly int start;

    private BarSeries(long[] times, double[] open, double[] high, double[] low, double[] close, double[] volume, int start, int count)
    {
        this.times = times;
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
        this.volume = volume;
        this.start = start;
        Count = count;
    }

    /// <summary>No bars.</summary>
    public static BarSeries Empty { get; } = new([], [], [], [], [], [], 0, 0);

    /// <summary>Number of bars.</summary>
    public int Count { get; }

    /// <summary>Start of each bar in UTC ticks (100 ns since year 1).</summary>
    public ReadOnlySpan<long> Times => times.AsSpan(start, Count);

    /// <summary>First prices.</summary>
    public ReadOnlySpan<double> Open => open.AsSpan(start, Count);

    /// <summary>Highest prices.</summary>
    public ReadOnlySpan<double> High => high.AsSpan(start, Count);

    /// <summary>Lowest prices.</summary>
    public ReadOnlySpan<double> Low => low.AsSpan(start, Count);

    /// <summary>Last prices.</summary>
    public ReadOnlySpan<double> Close => close.AsSpan(start, Count);

    /// <summary>Units traded.</summary>
    public ReadOnlySpan<double> Volume => volume.AsSpan(start, Count);

    /// <summary>The bar at a position, 0 the oldest.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such position.</exception>
    public Bar this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var at = start + index;
            return new Bar(new DateTimeOffset(times[at], TimeSpan.Zero), open[at], high[at], low[at], close[at], volume[at]);
        }
    }

    /// <summary>A series over columns, which it takes over: the caller no longer writes to them.</summary>
    /// <param name="times">Start of each bar in UTC ticks, strictly ascending.</param>
    /// <param name="open">First prices.</param>
    /// <param name="high">Highest prices.</param>
    /// <param name="low">Lowest prices.</param>
    /// <param name="close">Last prices.</param>
    /// <param name="volume">Units traded.</param>
    /// <exception cref="ArgumentException">The columns differ in length, or the times do not ascend.</exception>
    public static BarSeries FromColumns(long[] times, double[] open, double[] high, double[] low, double[] close, double[] volume)
    {
        ArgumentNullException.ThrowIfNull(times);
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(high);
        ArgumentNullException.ThrowIfNull(low);
        ArgumentNullException.ThrowIfNull(close);
        ArgumentNullException.ThrowIfNull(volume);
        var count = times.Length;
        if (open.Length != count || high.Length != count || low.Length != count || close.Length != count || volume.Length != count)
        {
            throw new ArgumentException($"Columns of bars differ in length; {count} times, {open.Length} opens, {high.Length} highs, " +
                $"{low.Length} lows, {close.Length} closes, {volume.Length} volumes.", nameof(times));
        }

        for (var i = 1; i < count; i++)
        {
            if (times[i] <= times[i - 1])
                throw new ArgumentException($"Times of bars must ascend; position {i} does not.", nameof(times));
        }

        return new BarSeries(times, open, high, low, close, volume, 0, count);
    }

    /// <summary>A series of bars that ascend in time.</summary>
    /// <exception cref="ArgumentException">The times do not ascend.</exception>
    public static BarSeries FromBars(IReadOnlyCollection<Bar> bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var builder = new BarSeriesBuilder(bars.Count);
        foreach (var bar in bars)
            builder.Add(bar);
        return builder.Build();
    }

    /// <summary>One series of several that follow each other in time.</summary>
    /// <exception cref="ArgumentException">They overlap or stand in another order.</exception>
    public static BarSeries Concat(IReadOnlyList<BarSeries> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 1)
            return parts[0];
        var builder = new BarSeriesBuilder(parts.Sum(part => part.Count));
        foreach (var part in parts)
            builder.Add(part);
        return builder.Build();
    }

    /// <summary>The column of a field.</summary>
    public ReadOnlySpan<double> Column(BarField field) => Memory(field).Span;

    /// <summary>The column of a field, for a caller that keeps it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such field.</exception>
    public ReadOnlyMemory<double> Memory(BarField field) => (field switch
    {
        BarField.Open => open,
        BarField.High => high,
        BarField.Low => low,
        BarField.Close => close,
        BarField.Volume => volume,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "No such column."),
    }).AsMemory(start, Count);

    /// <summary>Consecutive bars, sharing the columns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the series.</exception>
    public BarSeries Slice(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Count - start);
        return new BarSeries(times, open, high, low, close, volume, this.start + start, length);
    }

    /// <summary>Bars with a time in [<paramref name="from"/>, <paramref name="to"/>), sharing the columns.</summary>
    public BarSeries Between(DateTimeOffset from, DateTimeOffset to)
    {
        var first = IndexAtOrAfter(from);
        return Slice(first, Math.Max(0, IndexAtOrAfter(to) - first));
    }

    /// <summary>Position of the first bar at or after an instant; <see cref="Count"/> when all are earlier.</summary>
    public int IndexAtOrAfter(DateTimeOffset time)
    {
        var found = Times.BinarySearch(time.UtcTicks);
        return found < 0 ? ~found : found;
    }
}
