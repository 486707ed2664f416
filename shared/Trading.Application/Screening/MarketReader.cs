using Trading.Application.MarketData;
using Trading.Application.Rules;
using Trading.Domain.MarketData;
using Trading.Quant.Rules;
using Trading.Quant.Screening;

namespace Trading.Application.Screening;

/// <summary>
/// Reads many series of one market and interval for a screen: from memory what was read before, from the snapshots of daily series what
/// they hold, the rest from the bars.
/// </summary>
public sealed class MarketReader(IBarStore store, IIndicatorSnapshots snapshots, ReadingCache cache)
{
    /// <summary>Series that are read at once: enough to hide the store's answering times.</summary>
    private const int AtOnce = 16;

    /// <summary>So many unknown series are worth a query for the whole market's snapshots.</summary>
    private const int SnapshotsPayFrom = 20;

    /// <summary>Reads series at their newest bars.</summary>
    /// <param name="series">Which, of one market and interval.</param>
    /// <param name="readings">What to read, one reading or more.</param>
    /// <param name="all">Every stored series: conditions may look at other bars than their own.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>A row a series; none for a series that is gone meanwhile.</returns>
    public async Task<IReadOnlyList<MarketRow>> ReadNewestAsync(
        IReadOnlyList<BarCoverage> series, IReadOnlyList<Reading> readings, IReadOnlyDictionary<BarKey, BarCoverage> all, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(readings);
        ArgumentNullException.ThrowIfNull(all);
        if (series.Count == 0)
            return [];
        var interval = series[0].Key.Interval;
        var keys = readings.Select(reading => KeyOf(reading, interval, all)).ToArray();
        var known = series.Select(cache.Find).ToArray();
        if (interval.IsDaily && known.Count(one => one is null) >= SnapshotsPayFrom)
            await SeedAsync(series, known, cancellationToken);

        int[] missing = [.. Enumerable.Range(0, readings.Count).Where(reading =>
            Enumerable.Range(0, series.Count).Any(row => !Has(known[row], keys[reading](series[row]))))];
        return await ReadAsync(series, [.. missing.Select(reading => readings[reading])], interval, DateTimeOffset.MaxValue,
            row => missing.All(reading => Has(known[row], keys[reading](series[row]))) ? Row(row, known[row]!.Time, known[row]!.Values) : null,
            (row, time, values) =>
            {
                var read = missing.ToDictionary(reading => keys[reading](series[row]), reading => values[readings[reading].Text]);
                cache.Keep(series[row].Key, new SeriesReadings(series[row].Version, time, read));
                return Row(row, time, read);
            },
            cancellationToken);

        // What was known before counts whatever others keep or forget meanwhile.
        MarketRow Row(int row, DateTimeOffset time, IReadOnlyDictionary<string, double> read) =>
            new(series[row], time, [.. keys.Select(key => key(series[row])).Select(key => read.TryGetValue(key, out var value) ? value : known[row]!.Values[key])]);
    }

    /// <summary>Reads series at their last bars that are not later than an instant.</summary>
    /// <returns>A row for each series that had begun by then.</returns>
    public Task<IReadOnlyList<MarketRow>> ReadAtAsync(
        IReadOnlyList<BarCoverage> series, IReadOnlyList<Reading> readings, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(readings);
        BarCoverage[] begun = [.. series.Where(one => one.First <= at)];
        return begun.Length == 0
            ? Task.FromResult<IReadOnlyList<MarketRow>>([])
            : ReadAsync(
                begun, readings, begun[0].Key.Interval, at, _ => null,
                (row, time, values) => new MarketRow(begun[row], time, [.. readings.Select(reading => values[reading.Text])]), cancellationToken);
    }

    private async Task<IReadOnlyList<MarketRow>> ReadAsync(
        IReadOnlyList<BarCoverage> series, IReadOnlyList<Reading> readings, Interval interval, DateTimeOffset at,
        Func<int, MarketRow?> fromMemory, Func<int, DateTimeOffset, Dictionary<string, double>, MarketRow> fromBars, CancellationToken cancellationToken)
    {
        var rows = new MarketRow?[series.Count];
        for (var row = 0; row < rows.Length; row++)
            rows[row] = fromMemory(row);
        var bars = new BarsReader(store, new SeriesReader(readings, interval));
        await Parallel.ForEachAsync(
            Enumerable.Range(0, rows.Length).Where(row => rows[row] is null),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (row, cancel) =>
            {
                try
                {
                    if (await bars.ReadAsync(series[row].Key, at, cancel) is var (time, values))
                        rows[row] = fromBars(row, time, values);
                }
                catch (InvalidDataException damaged)
                {
                    rows[row] = new MarketRow(series[row], default, [], damaged.Message);
                }
            });
        return [.. rows.OfType<MarketRow>()];
    }

    /// <summary>Takes over what the snapshots hold of series that nothing is known of.</summary>
    private async Task SeedAsync(IReadOnlyList<BarCoverage> series, SeriesReadings?[] known, CancellationToken cancellationToken)
    {
        var (market, interval) = (series[0].Key.Instrument.Market, series[0].Key.Interval);
        var all = (await snapshots.ListAsync(market, interval, cancellationToken)).ToDictionary(snapshot => snapshot.Key);
        for (var row = 0; row < known.Length; row++)
        {
            if (known[row] is null && all.TryGetValue(series[row].Key, out var snapshot) && snapshot.Version == series[row].Version)
                known[row] = cache.Keep(snapshot.Key, new SeriesReadings(snapshot.Version, snapshot.Time, ValuesOf(snapshot)));
        }
    }

    private static Dictionary<string, double> ValuesOf(IndicatorSnapshot snapshot)
    {
        var values = snapshot.Values.ToDictionary(value => IndicatorSet.Texts[value.Key], value => value.Value);
        values["close"] = snapshot.Close;
        if (snapshot.Bar is { } bar)
            (values["open"], values["high"], values["low"], values["volume"]) = (bar.Open, bar.High, bar.Low, bar.Volume);
        return values;
    }

    private static bool Has(SeriesReadings? known, string key) => known is not null && known.Values.ContainsKey(key);

    /// <summary>What a reading of a series is kept under: what else it looks at must be the same too.</summary>
    private static Func<BarCoverage, string> KeyOf(Reading reading, Interval interval, IReadOnlyDictionary<BarKey, BarCoverage> all)
    {
        var needs = new SeriesReader([reading], interval).Program.Data.Series;
        return needs.Count == 0 ? _ => reading.Text : one => string.Join('|', needs.Select(need => VersionOf(need, one)).Prepend(reading.Text));

        string VersionOf(SeriesNeed need, BarCoverage one) =>
            need.KeyFor(one.Key.Instrument.Market, one.Key.Instrument.Symbol) is { } key && all.TryGetValue(key, out var other) ? other.Version : "";
    }
}
