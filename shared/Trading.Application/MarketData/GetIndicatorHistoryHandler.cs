namespace Trading.Application.MarketData;

/// <summary>Gives the kept indicators of a daily series back.</summary>
public sealed class GetIndicatorHistoryHandler(IBarStore store, IIndicatorHistory history)
{
    /// <summary>Most days of a page.</summary>
    public const int MaxPageSize = 1_000;

    /// <summary>A page of days in [<paramref name="from"/>, <paramref name="to"/>).</summary>
    /// <param name="key">Which series.</param>
    /// <param name="from">First day; or the continuation of the page before.</param>
    /// <param name="to">Day after the last.</param>
    /// <param name="limit">Most days, 1 to <see cref="MaxPageSize"/>.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Null when the series is not stored.</returns>
    public async Task<IndicatorHistoryPage?> HandleAsync(BarKey key, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPageSize);
        if (await store.FindAsync(key, cancellationToken) is not { } coverage)
            return null;
        List<IndicatorSnapshot> days = [];
        await foreach (var piece in history.ReadAsync(key, from, to, cancellationToken))
        {
            for (var row = 0; row < piece.Count; row++)
            {
                var day = piece.At(key, row);
                if (days.Count == limit)
                    return new IndicatorHistoryPage(days, day.Time, coverage.IsSynthetic);
                days.Add(day);
            }
        }

        return new IndicatorHistoryPage(days, null, coverage.IsSynthetic);
    }
}
