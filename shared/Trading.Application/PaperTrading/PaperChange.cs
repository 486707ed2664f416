using System.Collections.ObjectModel;
using Trading.Application.Orders;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;

namespace Trading.Application.PaperTrading;

/// <summary>A change of an account at the simulated broker.</summary>
/// <param name="User">Owner.</param>
/// <param name="Account">Which account.</param>
/// <param name="Before">As it was read.</param>
/// <param name="After">As it is to be.</param>
/// <param name="Orders">Orders that change with it: as they were read, null for new ones, and as they are to be.</param>
public sealed record PaperChange(
    UserId User, AccountId Account, StoredPaperAccount Before, PaperAccount After, IReadOnlyList<(OrderKey Key, StoredPaperOrder? Before, PaperOrder After)> Orders)
{
    /// <summary>Reference of what is moved without a trade, so that it is moved once; null where nothing is.</summary>
    public string? Transfer { get; init; }

    /// <summary>Groups of which an order traded, and when that was noted, UTC.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> TradedGroups { get; init; } = ReadOnlyDictionary<string, DateTimeOffset>.Empty;

    /// <summary>What the account has taken from an instrument's order book, in the place of what is stored; null where nothing changes.</summary>
    public (InstrumentId Instrument, BookTaken Taken)? Taken { get; init; }
}
