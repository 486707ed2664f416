using Trading.Domain.Portfolio;

namespace Trading.Application.Portfolio;

/// <summary>An account's snapshot as the API shows it.</summary>
/// <param name="Date">Day of the session after which it was taken.</param>
/// <param name="IsFinal">False while a position is valued at an older close, or at cost; it is taken again once the close is there.</param>
/// <param name="Currencies">Each currency, the account's own first.</param>
public sealed record SnapshotView(DateOnly Date, bool IsFinal, IReadOnlyList<SnapshotAmounts> Currencies)
{
    /// <summary>Of a snapshot.</summary>
    public static SnapshotView Of(DailySnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return new SnapshotView(snapshot.Date, snapshot.IsFinal, [.. snapshot.Currencies.Select(SnapshotAmounts.Of)]);
    }
}
