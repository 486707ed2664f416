using Trading.Domain.Markets;

namespace Trading.Application.MarketData;

/// <summary>Finds the sessions that stored bars lack.</summary>
public sealed class GetGapsHandler(IBarStore store)
{
    /// <summary>Compares a series with its market's calendar.</summary>
    /// <param name="key">Which series.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Null when the series is not stored. Nothing was compared where the calendar knows none of its days: then From lies after To.</returns>
    public async Task<BarGaps?> HandleAsync(BarKey key, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(key, cancellationToken) is not { } coverage)
            return null;
        var calendar = TradingCalendar.For(key.Instrument.Market);
        // A daily bar's time is its session's date; a shorter bar lies within the session.
        DateOnly DateOf(DateTimeOffset time) => key.Interval.IsDaily ? DateOnly.FromDateTime(time.UtcDateTime) : calendar.DateOf(time);

        HashSet<DateOnly> days = [];
        await foreach (var piece in store.ReadAsync(key, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, cancellationToken))
        {
            for (var bar = 0; bar < piece.Count; bar++)
                days.Add(DateOf(piece[bar].Time));
        }

        var from = Later(DateOf(coverage.First), calendar.First);
        var to = Earlier(DateOf(coverage.Last), calendar.Last);
        List<DateOnly> sessions = [.. calendar.Sessions(from, to)];
        return new BarGaps(
            from, to, sessions.Count, [.. sessions.Where(date => !days.Contains(date))],
            [.. days.Where(date => date >= from && date <= to && !calendar.IsSession(date)).Order()]);
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
