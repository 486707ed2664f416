using System.Globalization;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.Values;

namespace Trading.Application.Ledger;

/// <summary>
/// Books what a split or a dividend does to an account that held the instrument before the ex-date. An instrument has one split a day, and
/// one dividend of an amount; asked for again, it gives what was booked then.
/// </summary>
public sealed class ApplyCorporateActionHandler(Bookings bookings, IBooks books, TimeProvider clock)
{
    /// <summary>Books a corporate action.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="account">Where.</param>
    /// <param name="draft">As sent.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>What was booked, or what is wrong, by field; null when the user has no such account.</returns>
    public async Task<Result<BookedView, FieldErrors>?> HandleAsync(
        UserId user, AccountId account, CorporateActionDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (await books.FindAsync(user, account, cancellationToken) is null)
            return null;
        if (!CorporateActionReader.Read(draft, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)).TryGet(out var read, out var wrong))
            return wrong;
        var (instrument, action) = read;
        return await bookings.BookAsync(
            user, account, EntryId(instrument, action),
            async (stored, errors) =>
            {
                var (before, later) = await HoldingAsync(stored, instrument, action.ExDate, cancellationToken);
                if (before == 0)
                    errors.Add("instrument", $"the account held no units of {instrument} before {action.ExDate:yyyy-MM-dd}");
                else if (draft.Ratio is not null && later > 0)
                    errors.Add("exDate", $"{later} entries of {instrument} are of {action.ExDate:yyyy-MM-dd} or later; a split is booked before them");
                if (!errors.IsEmpty)
                    return null;
                return draft.Ratio is null
                    ? Dividend(stored.Books, instrument, action, before, draft.WithholdingRate ?? 0)
                    : Bookkeeping.Split(
                        EntryId(instrument, action), stored.Books.PositionIn(instrument), action.Ratio, action.ExDate,
                        draft.InLieuPrice is { } price ? new Price(price) : null, stored.Books.OnLines(instrument.Market.Currency));
            },
            cancellationToken);
    }

    private static LedgerEntry Dividend(AccountBooks books, InstrumentId instrument, CorporateAction action, decimal units, decimal withholdingRate)
    {
        // Who is short owes the whole dividend to the lender; only what is received is taxed.
        var amount = Money.Rounded(units * action.Dividend);
        var tax = Money.Rounded(Math.Max(0, amount.Value) * withholdingRate);
        return Bookkeeping.Payment(
            EntryId(instrument, action), LedgerAccount.Dividends, amount, instrument.ToString(), action.ExDate,
            books.OnLines(instrument.Market.Currency), tax);
    }

    private static string EntryId(InstrumentId instrument, CorporateAction action) => action.Dividend == 0
        ? string.Create(CultureInfo.InvariantCulture, $"split-{instrument}-{action.ExDate:yyyyMMdd}")
        : string.Create(CultureInfo.InvariantCulture, $"dividend-{instrument}-{action.ExDate:yyyyMMdd}-{action.Dividend:0.############################}");

    /// <summary>Units held before a time, and how many entries moved units since.</summary>
    private async Task<(decimal Before, int Later)> HoldingAsync(
        StoredBooks stored, InstrumentId instrument, DateTimeOffset time, CancellationToken cancellationToken)
    {
        var (before, later) = (0m, 0);
        await foreach (var entry in books.EntriesOfAsync(stored, cancellationToken))
        {
            if (!entry.Postings.Any(posting => posting.Instrument == instrument))
                continue;
            if (entry.At < time)
                before += entry.Postings.Where(posting => posting.Instrument == instrument).Sum(posting => posting.Units);
            else
                later++;
        }

        return (before, later);
    }
}
