using Trading.Domain.Ledger;

namespace Trading.Application.Ledger;

/// <summary>An entry that a user asked for, as the API shows it.</summary>
/// <param name="Account">Which account.</param>
/// <param name="IsNew">False when the request was a repeated one, and this is what was booked then.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Balances">What all entries add up to now, a row for each currency, the account's own first.</param>
public sealed record BookedView(string Account, bool IsNew, LedgerEntryView Entry, IReadOnlyList<CurrencyBalanceView> Balances)
{
    /// <summary>Of an entry and the books that hold it.</summary>
    public static BookedView Of(AccountBooks books, NumberedEntry entry, bool isNew)
    {
        ArgumentNullException.ThrowIfNull(books);
        return new BookedView(books.Account.Value, isNew, LedgerEntryView.Of(entry, books.Currency), CurrencyBalanceView.AllOf(books));
    }
}
