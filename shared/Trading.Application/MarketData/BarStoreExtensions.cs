using Trading.Domain.MarketData;

namespace Trading.Application.MarketData;

/// <summary>Conveniences over every bar store.</summary>
public static class BarStoreExtensions
{
    /// <summary>Stored bars with a time in [<paramref name="from"/>, <paramref name="to"/>) as one series.</summary>
    public static async Task<BarSeries> LoadAsync(
        this IBarStore store, BarKey key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        List<BarSeries> pieces = [];
        await foreach (var piece in store.ReadAsync(key, from, to, cancellationToken))
            pieces.Add(piece);
        return BarSeries.Concat(pieces);
    }
}
