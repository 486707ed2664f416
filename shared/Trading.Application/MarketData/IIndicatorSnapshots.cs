using Trading.Domain.MarketData;
using Trading.Domain.Markets;

namespace Trading.Application.MarketData;

/// <summary>Where the newest indicators of every series are kept, a market side by side.</summary>
public interface IIndicatorSnapshots
{
    /// <summary>Replaces a series' snapshot.</summary>
    Task SaveAsync(IndicatorSnapshot snapshot, CancellationToken cancellationToken);

    /// <summary>The snapshots of a market's series of one interval, by symbol.</summary>
    Task<IReadOnlyList<IndicatorSnapshot>> ListAsync(Market market, Interval interval, CancellationToken cancellationToken);
}
