using Trading.Domain.MarketData;

namespace Trading.Quant.Rules;

/// <summary>Bars on their way into a lane: added as they close, or read from a series bit by bit.</summary>
internal sealed class RuleFeed
{
    /// <summary>Number of columns of a bar.</summary>
    public static readonly int FieldCount = Enum.GetValues<BarField>().Length;

    private static readonly BarField[] Fields = Enum.GetValues<BarField>();

    private readonly double[][] columns = new double[FieldCount][];
    private readonly int most;
    private long[] times;
    private int start;
    private BarSeries ahead = BarSeries.Empty;
    private int next;
    private long last = long.MinValue;

    /// <summary>No bars.</summary>
    /// <param name="most">Bars that are taken from a series at once.</param>
    public RuleFeed(int most)
    {
        this.most = most;
        times = new long[most];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = new double[most];
    }

    /// <summary>True once the caller gave bars; a lane whose bars nobody gives puts them together itself where it can.</summary>
    public bool IsGiven { get; set; }

    /// <summary>Bars that wait here; more may be ahead.</summary>
    public int Count { get; private set; }

    /// <summary>Time of a bar that is yet to be taken, 0 the next; <see cref="long.MaxValue"/> where there is none.</summary>
    public long TimeOf(int index) =>
        index < Count ? times[start + index] : next + index - Count < ahead.Count ? ahead.Times[next + index - Count] : long.MaxValue;

    /// <summary>Adds a bar; one that is not later than those read before was read already and is passed over.</summary>
    public void Add(long time, double open, double high, double low, double close, double volume)
    {
        if (time <= last)
            return;
        last = time;
        MakeRoom();
        var at = start + Count++;
        times[at] = time;
        (columns[0][at], columns[1][at], columns[2][at], columns[3][at], columns[4][at]) = (open, high, low, close, volume);
    }

    /// <summary>Reads on from a series; its bars that are not later than those read before are passed over.</summary>
    public void Attach(BarSeries series)
    {
        ahead = series;
        next = 0;
        while (next < series.Count && series.Times[next] <= last)
            next++;
    }

    /// <summary>Makes the bars ahead wait here, when none is waiting.</summary>
    public void Refill()
    {
        if (Count > 0 || next == ahead.Count)
            return;
        start = 0;
        Count = Math.Min(most, ahead.Count - next);
        ahead.Times.Slice(next, Count).CopyTo(times);
        foreach (var field in Fields)
            ahead.Column(field).Slice(next, Count).CopyTo(columns[(int)field]);
        next += Count;
        last = times[Count - 1];
    }

    /// <summary>Takes the next bars into a lane's fields.</summary>
    /// <returns>Their times, until another bar is added.</returns>
    public ReadOnlySpan<long> Take(int count, LaneRun lane)
    {
        foreach (var field in Fields)
            lane.CopyField(field, columns[(int)field].AsSpan(start, count));
        start += count;
        Count -= count;
        return times.AsSpan(start - count, count);
    }

    /// <summary>Forgets every bar.</summary>
    public void Reset()
    {
        (ahead, next, start, Count, last) = (BarSeries.Empty, 0, 0, 0, long.MinValue);
        IsGiven = false;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(IsGiven);
        writer.Write(Count);
        for (var i = start; i < start + Count; i++)
        {
            writer.Write(times[i]);
            foreach (var column in columns)
                writer.Write(column[i]);
        }

        writer.Write(last);
    }

    public void Load(BinaryReader reader)
    {
        IsGiven = reader.ReadBoolean();
        for (var left = reader.ReadInt32(); left > 0; left--)
            Add(reader.ReadInt64(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        last = reader.ReadInt64();
    }

    private void MakeRoom()
    {
        if (start + Count < times.Length)
            return;
        var size = Count * 2 > times.Length ? times.Length * 2 : times.Length;
        times = Moved(times, size);
        for (var i = 0; i < columns.Length; i++)
            columns[i] = Moved(columns[i], size);
        start = 0;
    }

    private T[] Moved<T>(T[] from, int size)
    {
        var to = size == from.Length ? from : new T[size];
        Array.Copy(from, start, to, 0, Count);
        return to;
    }
}
