using System.Collections.Concurrent;
using Trading.Application.MarketData;

namespace Trading.Application.Screening;

/// <summary>
/// What screens read of series at their newest bars, kept in memory for the next screen. A series whose stored version is another is read
/// anew, so nothing here needs to be told of new bars, and several hosts need not agree.
/// </summary>
public sealed class ReadingCache
{
    /// <summary>Most series. When there are more, all is forgotten.</summary>
    private const int MaxSeries = 20_000;

    /// <summary>Most readings of a series. When there are more, those of earlier screens are forgotten.</summary>
    private const int MaxReadings = 1_000;

    private readonly ConcurrentDictionary<BarKey, SeriesReadings> kept = new();

    /// <summary>What is kept of a series as it is stored now; null when there is nothing.</summary>
    public SeriesReadings? Find(BarCoverage series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return kept.TryGetValue(series.Key, out var readings) && readings.Version == series.Version ? readings : null;
    }

    /// <summary>Keeps what was read, beside what was read before of the same version.</summary>
    /// <returns>Everything that is kept of the series now.</returns>
    public SeriesReadings Keep(BarKey key, SeriesReadings read)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (kept.Count >= MaxSeries && !kept.ContainsKey(key))
            kept.Clear();
        return kept.AddOrUpdate(
            key,
            read,
            (_, before) => before.Version == read.Version && before.Values.Count + read.Values.Count <= MaxReadings
                ? read with { Values = new Dictionary<string, double>(before.Values.Concat(read.Values.Where(value => !before.Values.ContainsKey(value.Key)))) }
                : read);
    }
}
