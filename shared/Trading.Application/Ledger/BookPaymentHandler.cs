using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;

namespace Trading.Application.Ledger;

/// <summary>Books interest, fees and taxes that no trade brought; a broker takes them whether there is cash or not.</summary>
public sealed class BookPaymentHandler(Bookings bookings, TimeProvider clock)
{
    private static readonly Dictionary<string, LedgerAccount> Kinds = new(StringComparer.Ordinal)
    {
        ["interest"] = LedgerAccount.Interest, ["fees"] = LedgerAccount.Fees, ["taxes"] = LedgerAccount.Taxes,
    };

    /// <summary>Books a payment.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="account">Where.</param>
    /// <param name="reference">Names the payment; a known one changes nothing and gives what was booked then.</param>
    /// <param name="draft">As sent.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>What was booked, or what is wrong, by field; null when the user has no such account.</returns>
    public Task<Result<BookedView, FieldErrors>?> HandleAsync(
        UserId user, AccountId account, string reference, PaymentDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var id = $"payment-{account}-{reference}";
        return bookings.BookAsync(
            user, account, id,
            (stored, errors) =>
            {
                if (!Kinds.TryGetValue(draft.Kind ?? "", out var kind))
                    errors.Add("kind", $"kind is {FieldErrors.Show(draft.Kind)}; expected {string.Join(", ", Kinds.Keys)}");
                var amount = BookingReader.SignedAmount("amount", draft.Amount, errors);
                var currency = BookingReader.Currency("currency", draft.Currency, stored.Books, errors);
                return Task.FromResult(errors.IsEmpty
                    ? Bookkeeping.Payment(id, kind, amount, reference, clock.GetUtcNow(), stored.Books.OnLines(currency))
                    : null);
            },
            cancellationToken);
    }
}
