using System.Globalization;
using Trading.Domain.Accounts;

namespace Trading.Application.Ledger;

/// <summary>Shows an account's ledger.</summary>
public sealed class GetLedgerHandler(IBooks books)
{
    /// <summary>Most entries of one page.</summary>
    public const int MaxPage = 1000;

    /// <summary>A page of entries, oldest first; null when the user has no such account.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="account">Which account.</param>
    /// <param name="after">Number of the last entry of the page before; 0 for the first page.</param>
    /// <param name="limit">Entries of the page, 1 to <see cref="MaxPage"/>.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<LedgerPage?> HandleAsync(UserId user, AccountId account, int after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPage);
        if (await books.FindAsync(user, account, cancellationToken) is not { } stored)
            return null;
        var entries = await books.EntriesAsync(user, account, after, limit, cancellationToken);
        var more = entries.Count > 0 && entries[^1].Number < stored.Books.Version;
        return new LedgerPage(
            account.Value,
            stored.Books.Currency,
            CurrencyBalanceView.AllOf(stored.Books),
            [.. entries.Select(entry => LedgerEntryView.Of(entry, stored.Books.Currency))],
            more ? entries[^1].Number.ToString(CultureInfo.InvariantCulture) : null);
    }
}
