using Trading.Domain.MarketData;

namespace Trading.Application.MarketData;

/// <summary>Gives stored bars back.</summary>
public sealed class GetBarsHandler(IBarStore store)
{
    /// <summary>Most bars of a page.</summary>
    public const int MaxPageSize = 10_000;

    /// <summary>A page of bars with a time in [<paramref name="from"/>, <paramref name="to"/>).</summary>
    /// <param name="key">Which series.</param>
    /// <param name="from">First time; or the continuation of the page before.</param>
    /// <param name="to">Time after the last.</param>
    /// <param name="limit">Most bars, 1 to <see cref="MaxPageSize"/>.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Null when the series is not stored.</returns>
    public async Task<BarsPage?> HandleAsync(BarKey key, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPageSize);
        if (await store.FindAsync(key, cancellationToken) is not { } coverage)
            return null;
        var page = new BarSeriesBuilder();
        await foreach (var piece in store.ReadAsync(key, from, to, cancellationToken))
        {
            var room = limit - page.Count;
            if (piece.Count > room)
            {
                page.Add(piece.Slice(0, room));
                return new BarsPage(page.Build(), piece[room].Time, coverage.IsSynthetic);
            }

            page.Add(piece);
        }

        return new BarsPage(page.Build(), null, coverage.IsSynthetic);
    }
}
