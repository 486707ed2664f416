using Trading.Application.Accounts;
using Trading.Application.Ledger;
using Trading.Domain.Accounts;
using Trading.Domain.Portfolio;

namespace Trading.Application.Portfolio;

/// <summary>
/// Takes each account's snapshot once its session has closed, and those that are missing or that later entries and closes changed: all are folded anew
/// and only what differs is written. An account whose last session has a final snapshot over all its entries costs two reads.
/// </summary>
public sealed class TakeSnapshotsHandler(IAccountRepository accounts, IBooks books, AccountHistories histories, IAccountSnapshots snapshots, TimeProvider clock)
{
    /// <summary>Brings the snapshots of all accounts of all users up to date.</summary>
    /// <returns>Snapshots written.</returns>
    public async Task<int> HandleAsync(CancellationToken cancellationToken)
    {
        var written = 0;
        await foreach (var account in accounts.ListAllAsync(cancellationToken))
            written += await TakeAsync(account, cancellationToken);
        return written;
    }

    private async Task<int> TakeAsync(Account account, CancellationToken cancellationToken)
    {
        if (await IsUpToDateAsync(account, cancellationToken) || await histories.ReadAsync(account, cancellationToken) is not { Days: { Count: > 0 } days })
            return 0;
        var known = await snapshots.ListAsync(account.User, account.Id, days[0].Date, days[^1].Date, cancellationToken).ToDictionaryAsync(snapshot => snapshot.Date, cancellationToken: cancellationToken);
        var changed = days.Where(day => known.GetValueOrDefault(day.Date) is not { } stored || !Same(stored, day)).ToList();
        await snapshots.SaveAsync(account.User, account.Id, changed, cancellationToken);
        return changed.Count;
    }

    private async Task<bool> IsUpToDateAsync(Account account, CancellationToken cancellationToken)
    {
        if (AccountHistories.LastClosed(AccountHistories.CalendarOf(account), clock.GetUtcNow()) is not { } last)
            return true;
        var newest = await snapshots.ListAsync(account.User, account.Id, last, last, cancellationToken).FirstOrDefaultAsync(cancellationToken);
        return newest is { IsFinal: true } && newest.Entries == (await books.FindAsync(account.User, account.Id, cancellationToken))?.Books.Version;
    }

    private static bool Same(DailySnapshot one, DailySnapshot other) =>
        one with { Currencies = [] } == other with { Currencies = [] } && one.Currencies.SequenceEqual(other.Currencies);
}
