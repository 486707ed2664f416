using Trading.Application.Orders;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;

namespace Trading.Application.PaperTrading;

/// <summary>The memory of the simulated broker: accounts and orders. Each account changes as a whole, one change after the other.</summary>
public interface IPaperMemory
{
    /// <summary>The order, or null.</summary>
    Task<StoredPaperOrder?> FindAsync(OrderKey key, CancellationToken cancellationToken);

    /// <summary>The account; empty, without a tag, when nothing is known of it.</summary>
    Task<StoredPaperAccount> AccountAsync(UserId user, AccountId account, CancellationToken cancellationToken);

    /// <summary>The account's orders that work, oldest first.</summary>
    Task<IReadOnlyList<StoredPaperOrder>> WorkingAsync(UserId user, AccountId account, CancellationToken cancellationToken);

    /// <summary>Whether money or units were moved without a trade under this reference.</summary>
    Task<bool> HasTransferAsync(UserId user, AccountId account, string reference, CancellationToken cancellationToken);

    /// <summary>What the account has taken from an order book of an instrument, the last that it traded against; null for none.</summary>
    Task<BookTaken?> TakenAsync(UserId user, AccountId account, InstrumentId instrument, CancellationToken cancellationToken);

    /// <summary>When an order of a group last traded, UTC; null when none did.</summary>
    Task<DateTimeOffset?> GroupTradedAsync(UserId user, AccountId account, string group, CancellationToken cancellationToken);

    /// <summary>Stores a change of an account that nobody changed since it was read, whole or not at all.</summary>
    /// <returns>False when somebody else was faster, and then nothing was written.</returns>
    Task<bool> TrySaveAsync(PaperChange change, CancellationToken cancellationToken);

    /// <summary>Notes that an account has orders in an instrument; noted before they are stored, and for good.</summary>
    Task NoteAsync(InstrumentId instrument, UserId user, AccountId account, CancellationToken cancellationToken);

    /// <summary>Accounts that had orders in an instrument.</summary>
    IAsyncEnumerable<(UserId User, AccountId Account)> AccountsInAsync(InstrumentId instrument, CancellationToken cancellationToken);
}
