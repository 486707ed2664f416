using Trading.Application.Telemetry;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;

namespace Trading.Application.Ledger;

/// <summary>Books what a user asks for, each request once, on the books as they stand then; again when somebody else was faster.</summary>
public sealed class Bookings(IBooks books)
{
    private const int Attempts = 10;

    /// <summary>Books an entry, or gives the one that stands under its id already.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="account">Which account.</param>
    /// <param name="entryId">Id of the entry; the same id is the same booking.</param>
    /// <param name="make">The entry, made of the books as they stand; null when it noted what is wrong with the request.</param>
    /// <param name="cancellationToken">Ends the attempt; a repeated call with the same id books nothing twice.</param>
    /// <returns>What was booked, or what is wrong, by field; null when the user has no such account.</returns>
    /// <exception cref="ConcurrentChangeException">Others changed the books each time.</exception>
    public async Task<Result<BookedView, FieldErrors>?> BookAsync(
        UserId user, AccountId account, string entryId, Func<StoredBooks, FieldErrors, Task<LedgerEntry?>> make, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(make);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await books.FindAsync(user, account, cancellationToken) is not { } stored)
                return null;
            if (await books.FindEntryAsync(user, account, entryId, cancellationToken) is { } known)
                return BookedView.Of(stored.Books, known, isNew: false);
            var errors = new FieldErrors();
            if (await make(stored, errors) is not { } entry)
                return errors;
            if (await books.TryPostAsync(stored, entry, cancellationToken) is not PostOutcome.Posted)
                continue;
            LedgerTelemetry.Posted.Add(1, new KeyValuePair<string, object?>("kind", entry.Kind));
            var after = stored.Books.Apply(entry);
            return BookedView.Of(after, new NumberedEntry(after.Version, entry), isNew: true);
        }

        throw new ConcurrentChangeException($"The books of account {account} were changed by others {Attempts} times in a row.");
    }
}
