using Trading.Domain.Markets;
using Trading.Domain.Values;

namespace Trading.Application.MarketData;

/// <summary>The last price of instruments: the close of the newest bar that is stored, of the shortest interval where several are as new.</summary>
public sealed class LatestPrices(IBarStore bars)
{
    /// <summary>The series in which an instrument's newest bar stands; null when none is stored.</summary>
    public async Task<BarCoverage?> SeriesAsync(InstrumentId instrument, CancellationToken cancellationToken) =>
        Newest(instrument, await bars.ListAsync(cancellationToken));

    /// <summary>The last price of an instrument; null when no bar of it is stored.</summary>
    public async Task<LatestPrice?> FindAsync(InstrumentId instrument, CancellationToken cancellationToken) =>
        (await ReadAsync([instrument], cancellationToken)).GetValueOrDefault(instrument);

    /// <summary>The last prices of instruments; those without a stored bar are left out.</summary>
    public async Task<IReadOnlyDictionary<InstrumentId, LatestPrice>> ReadAsync(IEnumerable<InstrumentId> instruments, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        var found = new Dictionary<InstrumentId, LatestPrice>();
        IReadOnlyList<BarCoverage>? all = null;
        foreach (var instrument in instruments.Distinct())
        {
            all ??= await bars.ListAsync(cancellationToken);
            if (Newest(instrument, all) is not { } series)
                continue;
            var last = await bars.LoadAsync(series.Key, series.Last, series.Last.AddTicks(1), cancellationToken);
            if (last.Count > 0)
                found[instrument] = new LatestPrice(Price.FromMarket(last[^1].Close), series.Key, series.Last);
        }

        return found;
    }

    // A daily bar's time is a label for its day, so it counts as newer than a bar within the day before only.
    private static BarCoverage? Newest(InstrumentId instrument, IReadOnlyList<BarCoverage> all) => all
        .Where(series => series.Key.Instrument == instrument)
        .OrderByDescending(series => DateOnly.FromDateTime(series.Last.UtcDateTime)).ThenBy(series => series.Key.Interval.Duration)
        .FirstOrDefault();
}
