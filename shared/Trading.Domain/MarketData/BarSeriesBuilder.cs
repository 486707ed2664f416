namespace Trading.Domain.MarketData;

/// <summary>Collects bars, oldest first, into a <see cref="BarSeries"/>.</summary>
/// <param name="capacity">Bars expected; more are accepted.</param>
public sealed class BarSeriesBuilder(int capacity = 16)
{
    private long[] times = new long[capacity];
    private double[] open = new double[capacity];
    private double[] high = new double[capacity];
    private double[] low = new double[capacity];
    private double[] close = new double[capacity];
    private double[] volume = new double[capacity];

    /// <summary>Bars collected so far.</summary>
    public int Count { get; private set; }

    /// <summary>Time of the bar added last.</summary>
    /// <exception cref="InvalidOperationException">None was added.</exception>
    public DateTimeOffset LastTime => Count > 0
        ? new DateTimeOffset(times[Count - 1], TimeSpan.Zero)
        : throw new InvalidOperationException("No bar was added yet.");

    /// <summary>Adds a bar after those added before.</summary>
    public void Add(in Bar bar)
    {
        EnsureRoom(1);
        times[Count] = bar.Time.UtcTicks;
        open[Count] = bar.Open;
        high[Count] = bar.High;
        low[Count] = bar.Low;
        close[Count] = bar.Close;
        volume[Count] = bar.Volume;
        Count++;
    }

    /// <summary>Adds bars after those added before.</summary>
    public void Add(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        EnsureRoom(bars.Count);
        bars.Times.CopyTo(times.AsSpan(Count));
        bars.Open.CopyTo(open.AsSpan(Count));
        bars.High.CopyTo(high.AsSpan(Count));
        bars.Low.CopyTo(low.AsSpan(Count));
        bars.Close.CopyTo(close.AsSpan(Count));
        bars.Volume.CopyTo(volume.AsSpan(Count));
        Count += bars.Count;
    }

    /// <summary>Adds packed bars after those added before.</summary>
    /// <exception cref="InvalidDataException">The columns are damaged; the builder is as it was.</exception>
    public void Add(PackedBars packed)
    {
        ArgumentNullException.ThrowIfNull(packed);
        EnsureRoom(packed.Count);
        ColumnCodec.Unpack(packed.Times.Span, times.AsSpan(Count, packed.Count));
        ColumnCodec.Unpack(packed.Open.Span, open.AsSpan(Count, packed.Count));
        ColumnCodec.Unpack(packed.High.Span, high.AsSpan(Count, packed.Count));
        ColumnCodec.Unpack(packed.Low.Span, low.AsSpan(Count, packed.Count));
        ColumnCodec.Unpack(packed.Close.Span, close.AsSpan(Count, packed.Count));
        ColumnCodec.Unpack(packed.Volume.Span, volume.AsSpan(Count, packed.Count));
        Count += packed.Count;
    }

    /// <summary>The series; the builder starts again from nothing.</summary>
    /// <exception cref="ArgumentException">The bars were not added in ascending order of time.</exception>
    public BarSeries Build()
    {
        Resize(Count);
        var series = BarSeries.FromColumns(times, open, high, low, close, volume);
        (times, open, high, low, close, volume, Count) = ([], [], [], [], [], [], 0);
        return series;
    }

    private void EnsureRoom(int more)
    {
        if (Count + more > times.Length)
            Resize(Math.Max(Count + more, Math.Max(16, times.Length * 2)));
    }

    private void Resize(int size)
    {
        if (size == times.Length)
            return;
        Array.Resize(ref times, size);
        Array.Resize(ref open, size);
        Array.Resize(ref high, size);
        Array.Resize(ref low, size);
        Array.Resize(ref close, size);
        Array.Resize(ref volume, size);
    }
}
