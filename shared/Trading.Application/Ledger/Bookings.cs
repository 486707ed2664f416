using Trading.Application.Accounts;
using Trading.Application.PaperTrading;
using Trading.Application.Telemetry;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;

namespace Trading.Application.Ledger;

/// <summary>
/// Books what a user asks for, each request once. The entry is decided and kept first; then the simulated broker moves money and units, then the books
/// follow. An attempt that dies in between is completed by a repeated request, or by the next reconciliation.
/// </summary>
public sealed class Bookings(IBooks books, IProposedBookings proposals, IAccountRepository accounts, PaperBroker broker)
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
        if (await books.FindAsync(user, account, cancellationToken) is not { } stored)
            return null;
        if (await books.FindEntryAsync(user, account, entryId, cancellationToken) is { } known)
        {
            // An attempt may have died between booking it and letting go of it.
            await proposals.RemoveAsync(user, account, entryId, cancellationToken);
            return BookedView.Of(stored.Books, known, isNew: false);
        }

        var errors = new FieldErrors();
        var entry = await proposals.FindAsync(user, account, entryId, cancellationToken);
        if (entry is null)
        {
            if (await make(stored, errors) is not { } made)
                return errors;
            entry = await proposals.AddAsync(user, account, made, cancellationToken);
        }

        if (await CompleteAsync(user, account, entry, cancellationToken) is not var (after, isNew))
        {
            errors.Add("amount", "the broker's account does not have so much");
            return errors;
        }

        var booked = await books.FindEntryAsync(user, account, entryId, cancellationToken) ?? throw new InvalidOperationException($"Entry {entryId} vanished after it was booked.");
        return BookedView.Of(after, booked, isNew);
    }

    /// <summary>Completes what attempts that died left undone.</summary>
    /// <returns>How many entries were booked.</returns>
    /// <exception cref="ConcurrentChangeException">Others changed the books each time.</exception>
    public async Task<int> CompleteAllAsync(UserId user, AccountId account, CancellationToken cancellationToken)
    {
        var booked = 0;
        foreach (var entry in await proposals.ListAsync(user, account, cancellationToken))
        {
            if (await CompleteAsync(user, account, entry, cancellationToken) is (_, true))
                booked++;
        }

        return booked;
    }

    /// <returns>The books that hold the entry, and whether this call booked it; null when the broker refused it, and then it is gone.</returns>
    private async Task<(AccountBooks Books, bool IsNew)?> CompleteAsync(UserId user, AccountId account, LedgerEntry entry, CancellationToken cancellationToken)
    {
        // Simulated money, of whichever simulator, is with the simulated broker. It comes first: books that speak of money which it does not have would not reconcile.
        if (await accounts.FindAsync(user, account, cancellationToken) is { Kind: not AccountKind.Live, Currency: var currency } &&
            !await broker.MoveAsync(user, account, PaperMovement.Of(entry, currency), cancellationToken))
        {
            await proposals.RemoveAsync(user, account, entry.Id, cancellationToken);
            return null;
        }

        var posted = await PostAsync(user, account, entry, cancellationToken);
        await proposals.RemoveAsync(user, account, entry.Id, cancellationToken);
        return posted;
    }

    private async Task<(AccountBooks Books, bool IsNew)> PostAsync(UserId user, AccountId account, LedgerEntry entry, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await books.FindAsync(user, account, cancellationToken) ?? throw new InvalidOperationException($"Account {account} has no books any more.");
            switch (await books.TryPostAsync(stored, entry, cancellationToken))
            {
                case PostOutcome.Posted:
                    LedgerTelemetry.Posted.Add(1, new KeyValuePair<string, object?>("kind", entry.Kind));
                    return (stored.Books.Apply(entry), true);
                case PostOutcome.AlreadyPosted:
                    return ((await books.FindAsync(user, account, cancellationToken) ?? stored).Books, false);
                default:
                    continue;
            }
        }

        throw new ConcurrentChangeException($"The books of account {account} were changed by others {Attempts} times in a row.");
    }
}
