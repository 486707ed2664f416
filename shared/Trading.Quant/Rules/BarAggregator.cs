using Trading.Domain.MarketData;

namespace Trading.Quant.Rules;

/// <summary>Puts shorter bars together into longer ones and passes each on when it has closed. What is missing (NaN) is passed over.</summary>
internal sealed class BarAggregator(Interval shorter, Interval longer)
{
    private long start = long.MinValue;
    private double open;
    private double high;
    private double low;
    private double close;
    private double volume;

    /// <summary>Takes in a closed bar.</summary>
    public void Add(long time, double barOpen, double barHigh, double barLow, double barClose, double barVolume, RuleFeed closed)
    {
        var bucket = SessionClock.StartOf(time, longer);
        if (bucket != start)
        {
            Close(closed);
            start = bucket;
            (open, high, low, close, volume) = (barOpen, barHigh, barLow, barClose, barVolume);
        }
        else
        {
            open = double.IsNaN(open) ? barOpen : open;
            high = barHigh > high || double.IsNaN(high) ? barHigh : high;
            low = barLow < low || double.IsNaN(low) ? barLow : low;
            close = double.IsNaN(barClose) ? close : barClose;
            volume = double.IsNaN(volume) ? barVolume : double.IsNaN(barVolume) ? volume : volume + barVolume;
        }

        if (SessionClock.ClosesAt(time, shorter) >= SessionClock.ClosesAt(start, longer))
            Close(closed);
    }

    /// <summary>Forgets the bar that is under way.</summary>
    public void Reset() => start = long.MinValue;

    public void Save(BinaryWriter writer)
    {
        writer.Write(start);
        foreach (var value in (ReadOnlySpan<double>)[open, high, low, close, volume])
            writer.Write(value);
    }

    public void Load(BinaryReader reader)
    {
        start = reader.ReadInt64();
        (open, high, low, close, volume) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
    }

    private void Close(RuleFeed closed)
    {
        if (start == long.MinValue)
            return;
        closed.Add(start, open, high, low, close, volume);
        start = long.MinValue;
    }
}
