namespace Trading.Domain.MarketData;

/// <summary>Stored bars joined with newly arrived ones: a new bar with a stored bar's time replaces it.</summary>
/// <param name="Bars">The joined bars.</param>
/// <param name="Added">Times that were not there before.</param>
/// <param name="Updated">Times whose values were restated.</param>
/// <param name="Unchanged">Times that arrived again with the same values, bit for bit.</param>
public sealed record BarMerge(BarSeries Bars, int Added, int Updated, int Unchanged)
{
    /// <summary>True when the arrived bars changed anything.</summary>
    public bool HasChanged => Added + Updated > 0;

    /// <summary>Joins two series in one pass.</summary>
    public static BarMerge Of(BarSeries stored, BarSeries arrived)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(arrived);
        var merged = new BarSeriesBuilder(stored.Count + arrived.Count);
        int added = 0, updated = 0, unchanged = 0, s = 0;
        for (var a = 0; a < arrived.Count; a++)
        {
            var bar = arrived[a];
            while (s < stored.Count && stored.Times[s] < bar.Time.UtcTicks)
                merged.Add(stored[s++]);
            if (s == stored.Count || stored.Times[s] != bar.Time.UtcTicks)
                added++;
            else if (SameBits(stored[s++], bar))
                unchanged++;
            else
                updated++;
            merged.Add(bar);
        }

        merged.Add(stored.Slice(s, stored.Count - s));
        return new BarMerge(merged.Build(), added, updated, unchanged);
    }

    private static bool SameBits(in Bar one, in Bar other) =>
        Same(one.Open, other.Open) && Same(one.High, other.High) && Same(one.Low, other.Low) &&
        Same(one.Close, other.Close) && Same(one.Volume, other.Volume);

    private static bool Same(double one, double other) => BitConverter.DoubleToInt64Bits(one) == BitConverter.DoubleToInt64Bits(other);
}
