using Trading.Domain.Markets;
using Trading.Domain.Matching;

namespace Trading.Application.MarketData;

/// <summary>Where the newest order book of each instrument is kept; older ones are not.</summary>
public interface IOrderBooks
{
    /// <summary>The newest book; null when none was stored.</summary>
    Task<StoredBook?> FindAsync(InstrumentId instrument, CancellationToken cancellationToken);

    /// <summary>Stores a book in the place of one that nobody changed since it was read; null for the first.</summary>
    /// <returns>False when somebody else was faster, and then nothing was written.</returns>
    Task<bool> TrySaveAsync(StoredBook? before, OrderBook after, CancellationToken cancellationToken);
}
