using Trading.Domain.Markets;
using Trading.Domain.Portfolio;
using Trading.Domain.Values;

namespace Trading.Application.MarketData;

/// <summary>Closes of days from stored bars: of the daily series, or where none is stored of the longest shorter interval that is.</summary>
public sealed class DailyCloses(IBarStore bars)
{
    // An instrument may not have traded for a while before the first day that is asked for.
    private const int DaysBefore = 30;

    /// <summary>The closes of instruments from some days before <paramref name="from"/> through <paramref name="through"/>, oldest first; none for what is not stored.</summary>
    public async Task<IReadOnlyDictionary<InstrumentId, IReadOnlyList<DailyClose>>> ReadAsync(
        IEnumerable<InstrumentId> instruments, DateOnly from, DateOnly through, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        var found = new Dictionary<InstrumentId, IReadOnlyList<DailyClose>>();
        IReadOnlyList<BarCoverage>? all = null;
        foreach (var instrument in instruments.Distinct())
        {
            all ??= await bars.ListAsync(cancellationToken);
            var series = all.Where(series => series.Key.Instrument == instrument).MaxBy(series => series.Key.Interval.Duration);
            found[instrument] = series is null ? [] : await ReadAsync(series.Key, from, through, cancellationToken);
        }

        return found;
    }

    /// <summary>The last of closes on or before a day; null when all are later.</summary>
    /// <param name="closes">Oldest first.</param>
    /// <param name="date">The day.</param>
    public static DailyClose? LastOn(IReadOnlyList<DailyClose> closes, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(closes);
        var (low, high) = (0, closes.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (closes[middle].Date <= date)
                low = middle + 1;
            else
                high = middle;
        }

        return low == 0 ? null : closes[low - 1];
    }

    private async Task<IReadOnlyList<DailyClose>> ReadAsync(BarKey series, DateOnly from, DateOnly through, CancellationToken cancellationToken)
    {
        // A day's bars in UTC may begin on the date before and end on the one after.
        var stored = bars.ReadAsync(series, Midnight(from.AddDays(-DaysBefore)), Midnight(through.AddDays(2)), cancellationToken);
        var calendar = TradingCalendar.For(series.Instrument.Market);
        List<DailyClose> closes = [];
        await foreach (var piece in stored)
        {
            for (var i = 0; i < piece.Count; i++)
            {
                var close = new DailyClose(BarTimes.DayOf(piece[i].Time, series.Interval, calendar), Price.FromMarket(piece.Close[i]));
                if (close.Date > through)
                    return closes;
                if (closes.Count > 0 && closes[^1].Date == close.Date)
                    closes[^1] = close;
                else
                    closes.Add(close);
            }
        }

        return closes;
    }

    private static DateTimeOffset Midnight(DateOnly date) => new(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
