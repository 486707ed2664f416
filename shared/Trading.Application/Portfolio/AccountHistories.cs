using Trading.Application.Ledger;
using Trading.Application.MarketData;
using Trading.Application.PaperTrading;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.PaperTrading;
using Trading.Domain.Portfolio;

namespace Trading.Application.Portfolio;

/// <summary>Folds accounts day by day from their entries and the stored closes, each time anew, so that it can't differ from them.</summary>
public sealed class AccountHistories(IBooks books, IDeploymentRepository deployments, DailyCloses closes, TimeProvider clock)
{
    /// <summary>The history of an account through the last session that has closed; of a replay through the day that it has come to. Null without books.</summary>
    public async Task<AccountHistory?> ReadAsync(Account account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (await books.FindAsync(account.User, account.Id, cancellationToken) is not { } stored)
            return null;
        var (calendar, deployment) = (CalendarOf(account), await DeploymentAsync(account, cancellationToken));
        var isReplay = deployment is { Replay: not null };
        var through = !isReplay ? LastClosed(calendar, clock.GetUtcNow())
            : deployment!.Cursor is { } cursor ? BarTimes.DayOf(cursor, deployment.Strategy.Interval, calendar) : null;
        var entries = await books.EntriesOfAsync(stored, cancellationToken).ToListAsync(cancellationToken);
        IReadOnlyList<DailySnapshot> days = [];
        if (through is { } last && DailySnapshot.FirstDay(entries, calendar) is { } first && first <= last)
        {
            var instruments = entries.SelectMany(entry => entry.Postings).Select(line => line.Instrument).OfType<InstrumentId>();
            var known = await closes.ReadAsync(instruments, first, last, cancellationToken);
            days = DailySnapshot.Fold(
                AccountBooks.Empty(account.Id, account.Currency), entries, calendar, last, (instrument, date) => DailyCloses.LastOn(known[instrument], date));
        }

        return new AccountHistory(account, stored.Books, entries, days, isReplay);
    }

    /// <summary>The days on which an account is looked at: those of the market of its currency.</summary>
    public static TradingCalendar CalendarOf(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return TradingCalendar.For(Market.All.First(market => market.Currency == account.Currency));
    }

    /// <summary>The day of the last session that has closed by an instant; null when the calendar does not know it.</summary>
    public static DateOnly? LastClosed(TradingCalendar calendar, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var date = calendar.DateOf(at);
        if (!calendar.Knows(date))
            return null;
        return calendar.SessionOn(date) is { } session && session.ClosesAt <= at ? date : calendar.PreviousSession(date);
    }

    private async Task<Deployment?> DeploymentAsync(Account account, CancellationToken cancellationToken) => account.Kind is AccountKind.Deployment
        ? (await deployments.FindAsync(account.User, new DeploymentId(account.Id.Value), cancellationToken))?.Deployment
        : null;
}
