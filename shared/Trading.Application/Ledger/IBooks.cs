using Trading.Domain.Accounts;
using Trading.Domain.Ledger;

namespace Trading.Application.Ledger;

/// <summary>Ledgers of accounts. Entries are only ever added; the folded books are written with them in one step.</summary>
public interface IBooks
{
    /// <summary>The books of an account, or null.</summary>
    Task<StoredBooks?> FindAsync(UserId user, AccountId account, CancellationToken cancellationToken);

    /// <summary>Adds an entry to books that nobody changed since they were read, unless its id is known.</summary>
    Task<PostOutcome> TryPostAsync(StoredBooks before, LedgerEntry entry, CancellationToken cancellationToken);

    /// <summary>The entry of an id, or null.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="account">Which account.</param>
    /// <param name="entryId">Id of the entry.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task<NumberedEntry?> FindEntryAsync(UserId user, AccountId account, string entryId, CancellationToken cancellationToken);

    /// <summary>Entries of an account, oldest first.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="account">Which account.</param>
    /// <param name="after">Leaves out the entries up to this number; 0 for none.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task<IReadOnlyList<NumberedEntry>> EntriesAsync(UserId user, AccountId account, int after, int limit, CancellationToken cancellationToken);
}
