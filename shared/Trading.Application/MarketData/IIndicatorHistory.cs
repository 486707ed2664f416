namespace Trading.Application.MarketData;

/// <summary>Where the indicators of daily series are kept, a symbol's days side by side.</summary>
public interface IIndicatorHistory
{
    /// <summary>Makes what is kept of a series equal to the given; only what differs is written, so that repeating it changes nothing.</summary>
    /// <param name="key">The series.</param>
    /// <param name="columns">All of its days.</param>
    /// <param name="cancellationToken">Stops between two writes; a repetition completes it.</param>
    Task SaveAsync(BarKey key, IndicatorColumns columns, CancellationToken cancellationToken);

    /// <summary>Days in [<paramref name="from"/>, <paramref name="to"/>), in pieces, oldest first. Nothing for a series of which nothing is kept.</summary>
    /// <exception cref="InvalidDataException">A stored piece is damaged.</exception>
    IAsyncEnumerable<IndicatorColumns> ReadAsync(BarKey key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);
}
