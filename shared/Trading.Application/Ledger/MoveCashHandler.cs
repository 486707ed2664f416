using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;

namespace Trading.Application.Ledger;

/// <summary>Books what the owner pays in and takes out.</summary>
public sealed class MoveCashHandler(Bookings bookings, FreeCash freeCash, TimeProvider clock)
{
    /// <summary>Books a deposit.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="account">Where.</param>
    /// <param name="reference">Names the deposit; a known one changes nothing and gives what was booked then.</param>
    /// <param name="draft">As sent.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>What was booked, or what is wrong, by field; null when the user has no such account.</returns>
    public Task<Result<BookedView, FieldErrors>?> DepositAsync(
        UserId user, AccountId account, string reference, CashDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return bookings.BookAsync(
            user, account, Bookkeeping.CashEntryId(Bookkeeping.DepositKind, account, reference),
            (stored, errors) =>
            {
                var amount = BookingReader.Amount("amount", draft.Amount, errors);
                var currency = BookingReader.Currency("currency", draft.Currency, stored.Books, errors);
                return Task.FromResult(errors.IsEmpty
                    ? Bookkeeping.Deposit(account, amount, reference, clock.GetUtcNow(), stored.Books.OnLines(currency))
                    : null);
            },
            cancellationToken);
    }

    /// <summary>Books a withdrawal of at most the free cash of its currency.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="account">Where.</param>
    /// <param name="reference">Names the withdrawal; a known one changes nothing and gives what was booked then.</param>
    /// <param name="draft">As sent.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>What was booked, or what is wrong, by field; null when the user has no such account.</returns>
    public Task<Result<BookedView, FieldErrors>?> WithdrawAsync(
        UserId user, AccountId account, string reference, CashDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return bookings.BookAsync(
            user, account, Bookkeeping.CashEntryId(Bookkeeping.WithdrawalKind, account, reference),
            async (stored, errors) =>
            {
                var amount = BookingReader.Amount("amount", draft.Amount, errors);
                var currency = BookingReader.Currency("currency", draft.Currency, stored.Books, errors);
                if (errors.IsEmpty)
                    await freeCash.CheckAsync(stored, currency, amount, errors, cancellationToken);
                return errors.IsEmpty
                    ? Bookkeeping.Withdrawal(account, amount, reference, clock.GetUtcNow(), stored.Books.OnLines(currency))
                    : null;
            },
            cancellationToken);
    }
}
