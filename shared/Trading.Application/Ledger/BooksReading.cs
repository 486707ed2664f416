using System.Runtime.CompilerServices;
using Trading.Domain.Ledger;

namespace Trading.Application.Ledger;

/// <summary>Reads whole ledgers, page by page.</summary>
public static class BooksReading
{
    private const int Page = 1000;

    /// <summary>The entries that the books hold, oldest first, and no later ones, so that both tell of one moment.</summary>
    public static async IAsyncEnumerable<LedgerEntry> EntriesOfAsync(
        this IBooks books, StoredBooks until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(books);
        ArgumentNullException.ThrowIfNull(until);
        var (account, version) = (until.Books.Account, until.Books.Version);
        for (var number = 0; number < version;)
        {
            var entries = await books.EntriesAsync(until.User, account, number, Math.Min(Page, version - number), cancellationToken);
            if (entries.Count == 0)
                throw new InvalidOperationException($"The books of {account} count {version} entries, but only {number} are stored.");
            foreach (var numbered in entries)
                yield return numbered.Entry;
            number = entries[^1].Number;
        }
    }
}
