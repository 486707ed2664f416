using Trading.Domain.Accounts;
using Trading.Domain.Ledger;

namespace Trading.Application.Ledger;

/// <summary>Entries that are decided and not booked yet. They are kept before anybody acts on them, so that broker and books are told the same however often an attempt dies.</summary>
public interface IProposedBookings
{
    /// <summary>Keeps an entry unless one of its id is kept.</summary>
    /// <returns>What is kept under its id now: this entry, or the one that was first.</returns>
    Task<LedgerEntry> AddAsync(UserId user, AccountId account, LedgerEntry entry, CancellationToken cancellationToken);

    /// <summary>The entry kept under an id, or null.</summary>
    Task<LedgerEntry?> FindAsync(UserId user, AccountId account, string entryId, CancellationToken cancellationToken);

    /// <summary>The account's entries that are kept, in no particular order.</summary>
    Task<IReadOnlyList<LedgerEntry>> ListAsync(UserId user, AccountId account, CancellationToken cancellationToken);

    /// <summary>Lets go of an entry that is booked, or never will be; of one that is not there nothing happens.</summary>
    Task RemoveAsync(UserId user, AccountId account, string entryId, CancellationToken cancellationToken);
}
