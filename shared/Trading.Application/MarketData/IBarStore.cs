using Trading.Domain.MarketData;

namespace Trading.Application.MarketData;

/// <summary>Where bars are kept.</summary>
public interface IBarStore
{
    /// <summary>Joins bars with those stored: new times are added, restated values replace the stored ones. Repeating it changes nothing.</summary>
    /// <param name="key">Which series.</param>
    /// <param name="bars">One bar or more.</param>
    /// <param name="isSynthetic">True when the bars were generated.</param>
    /// <param name="cancellationToken">Stops between two periods; what was written by then stays and a repetition completes it.</param>
    Task<BarsSaved> SaveAsync(BarKey key, BarSeries bars, bool isSynthetic, CancellationToken cancellationToken);

    /// <summary>Stored bars with a time in [<paramref name="from"/>, <paramref name="to"/>), in pieces, oldest first. Nothing for a series that is not stored.</summary>
    /// <exception cref="InvalidDataException">A stored piece is damaged.</exception>
    IAsyncEnumerable<BarSeries> ReadAsync(BarKey key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>What is stored of a series; null when nothing is.</summary>
    Task<BarCoverage?> FindAsync(BarKey key, CancellationToken cancellationToken);

    /// <summary>Every stored series, by instrument and then interval.</summary>
    Task<IReadOnlyList<BarCoverage>> ListAsync(CancellationToken cancellationToken);
}
