using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.Values;

namespace Trading.Domain.Portfolio;

/// <summary>What an account had when a session of its market ended. The same entries and closes give the same snapshot at any later time.</summary>
/// <param name="Account">Which account.</param>
/// <param name="Date">The session's day.</param>
/// <param name="Entries">Entries of the ledger that it rests on.</param>
/// <param name="IsFinal">True when every position was valued at a close of that day, or of its own market's last session before.</param>
/// <param name="Currencies">Each currency that was booked by then, the account's own first.</param>
public sealed record DailySnapshot(AccountId Account, DateOnly Date, int Entries, bool IsFinal, IReadOnlyList<CurrencyDay> Currencies)
{
    /// <summary>
    /// The snapshots of an account, a session each, oldest first: from the day of its first entry through the last session until
    /// <paramref name="through"/>. What was booked between two sessions counts on the later.
    /// </summary>
    /// <param name="empty">The account's books without an entry.</param>
    /// <param name="entries">All entries, in the order of the ledger.</param>
    /// <param name="calendar">Days of the account's market; days that it doesn't know have no snapshot.</param>
    /// <param name="through">Last day.</param>
    /// <param name="closeOf">The last close of an instrument on or before a day; null when none is known.</param>
    public static IReadOnlyList<DailySnapshot> Fold(
        AccountBooks empty, IReadOnlyList<LedgerEntry> entries, TradingCalendar calendar, DateOnly through, Func<InstrumentId, DateOnly, DailyClose?> closeOf)
    {
        ArgumentNullException.ThrowIfNull(empty);
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(closeOf);
        var days = Days(entries, calendar);
        if (days.Count == 0)
            return [];
        List<DailySnapshot> snapshots = [];
        var (books, next) = (empty, 0);
        foreach (var date in calendar.Sessions(Later(days[0].Day, calendar.First), Earlier(through, calendar.Last)))
        {
            var until = next;
            while (until < days.Count && days[until].Day <= date)
                until++;
            var today = days.Skip(next).Take(until - next).Select(one => one.Entry).ToList();
            (books, next) = (books.Apply(today), until);
            snapshots.Add(At(books, date, today, instrument => closeOf(instrument, date)));
        }

        return snapshots;
    }

    /// <summary>The day of the first entry; null without one.</summary>
    /// <inheritdoc cref="Fold"/>
    public static DateOnly? FirstDay(IReadOnlyList<LedgerEntry> entries, TradingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(calendar);
        return entries.Count == 0 ? null : entries.Min(entry => DayOf(entry.At, calendar));
    }

    /// <summary>The market's day of a booking. Midnight in UTC, when no market known trades on another date, is how daily bars and ex-dates name their day.</summary>
    /// <param name="at">When it happened, UTC.</param>
    /// <param name="calendar">The market's.</param>
    public static DateOnly DayOf(DateTimeOffset at, TradingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return at.UtcDateTime is { TimeOfDay.Ticks: 0 } label ? DateOnly.FromDateTime(label) : calendar.DateOf(at);
    }

    /// <summary>The entries with the day on which each counts, by day.</summary>
    private static List<(DateOnly Day, LedgerEntry Entry)> Days(IReadOnlyList<LedgerEntry> entries, TradingCalendar calendar)
    {
        // Nothing was there before the entry that opened the account: in a replay, which trades in days gone by, it counts on the first of them.
        var first = FirstDay(entries, calendar);
        return [.. entries.Select((entry, i) => (i == 0 ? first!.Value : DayOf(entry.At, calendar), entry)).OrderBy(one => one.Item1)];
    }

    private static DailySnapshot At(AccountBooks books, DateOnly date, List<LedgerEntry> today, Func<InstrumentId, DailyClose?> closeOf)
    {
        var closes = books.Positions.Values.Select(position => position.Instrument).ToDictionary(instrument => instrument, closeOf);
        var currencies = books.Currencies.Select(currency =>
        {
            var (totals, line) = (books.In(currency), books.OnLines(currency));
            var positions = books.Positions.Values.Where(position => position.Instrument.Market.Currency == currency).ToList();
            List<decimal> MovedBy(LedgerAccount by) => [.. today.Select(entry => -entry.Of(by, line).Value)];
            var (paid, exchanged) = (MovedBy(LedgerAccount.Deposits), MovedBy(LedgerAccount.Exchange));
            var (got, given) = (new Money(exchanged.Where(amount => amount > 0).Sum()), new Money(-exchanged.Where(amount => amount < 0).Sum()));
            var value = positions.Sum(position => (closes[position.Instrument] is { } close ? position.ValueAt(close.Price) : position.Cost).Value);
            return new CurrencyDay(
                currency, totals.Cash, new(value), totals.RealisedProfit, new(value - positions.Sum(position => position.Cost.Value)), totals.Fees, totals.Taxes,
                PaidIn: got + new Money(paid.Where(amount => amount > 0).Sum()), TakenOut: given + new Money(-paid.Where(amount => amount < 0).Sum()))
            {
                Got = got,
                Given = given,
            };
        });
        return new DailySnapshot(books.Account, date, books.Version, closes.All(close => IsOf(close.Value, date, close.Key)), [.. currencies]);
    }

    private static bool IsOf(DailyClose? close, DateOnly date, InstrumentId instrument)
    {
        var calendar = TradingCalendar.For(instrument.Market);
        return close is { } known && (known.Date == date || (calendar.Knows(date) && !calendar.IsSession(date) && known.Date == calendar.PreviousSession(date)));
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
