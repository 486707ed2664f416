using System.Globalization;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Values;

namespace Trading.Application.Ledger;

/// <summary>Books cash of one currency that was exchanged for another.</summary>
public sealed class ConvertCurrencyHandler(Bookings bookings, FreeCash freeCash, TimeProvider clock)
{
    /// <summary>Books a conversion of at most the free cash of the currency given.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="account">Where.</param>
    /// <param name="reference">Names the conversion; a known one changes nothing and gives what was booked then.</param>
    /// <param name="draft">As sent.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>What was booked, or what is wrong, by field; null when the user has no such account.</returns>
    public Task<Result<BookedView, FieldErrors>?> HandleAsync(
        UserId user, AccountId account, string reference, ConversionDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var id = $"conversion-{account}-{reference}";
        return bookings.BookAsync(
            user, account, id,
            async (stored, errors) =>
            {
                var from = BookingReader.Currency("from", draft.From ?? "", stored.Books, errors);
                var to = BookingReader.Currency("to", draft.To ?? "", stored.Books, errors);
                var amount = BookingReader.Amount("amount", draft.Amount, errors);
                var rate = BookingReader.Positive("rate", draft.Rate, errors);
                if (errors.IsEmpty && from == to)
                    errors.Add("to", $"to is '{to}'; expected another currency than from");
                var got = errors.IsEmpty ? Got(amount, rate, errors) : Money.Zero;
                if (errors.IsEmpty)
                    await freeCash.CheckAsync(stored, from, amount, errors, cancellationToken);
                return errors.IsEmpty
                    ? Bookkeeping.Conversion(id, (amount, stored.Books.OnLines(from)), (got, stored.Books.OnLines(to)), reference, clock.GetUtcNow())
                    : null;
            },
            cancellationToken);
    }

    private static Money Got(Money amount, decimal rate, FieldErrors errors)
    {
        // Both are at most a million millions, whose product a decimal holds.
        var got = Money.Rounded(amount.Value * rate);
        if (got.Value is <= 0 or > BookingReader.Largest)
        {
            errors.Add("rate", string.Create(CultureInfo.InvariantCulture,
                $"rate is {rate}, which makes {got} of {amount}; expected a result above 0 and at most {BookingReader.Largest}"));
        }

        return got;
    }
}
