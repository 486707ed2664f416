using System.Globalization;
using Trading.Application.Accounts;
using Trading.Application.Ledger;
using Trading.Domain.Accounts;
using Trading.Domain.Portfolio;

namespace Trading.Application.Portfolio;

/// <summary>Shows what a user's accounts traded, from their ledgers. What else was booked stands in the ledger of each account.</summary>
public sealed class GetTransactionsHandler(GetAccountsHandler accounts, IBooks books)
{
    /// <summary>Most trades of one page.</summary>
    public const int MaxPage = 1000;

    /// <summary>A page of trades, newest first.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="limit">Trades of the page, 1 to <see cref="MaxPage"/>.</param>
    /// <param name="continuation">From the page before; null for the first. A text that is no continuation starts anew.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<TransactionsPage> ListAsync(UserId user, TransactionFilter filter, int limit, string? continuation, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPage);
        var rest = (await ReadAsync(user, filter, cancellationToken)).Where(trade => continuation is null || string.CompareOrdinal(trade.Place, continuation) < 0).ToList();
        return new TransactionsPage([.. rest.Take(limit).Select(trade => trade.View)], rest.Count > limit ? rest[limit - 1].Place : null);
    }

    /// <summary>All trades that are wanted, newest first.</summary>
    public async Task<IReadOnlyList<TransactionView>> AllAsync(UserId user, TransactionFilter filter, CancellationToken cancellationToken) =>
        [.. (await ReadAsync(user, filter, cancellationToken)).Select(trade => trade.View)];

    private async Task<List<(string Place, TransactionView View)>> ReadAsync(UserId user, TransactionFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        List<(string Place, TransactionView View)> found = [];
        foreach (var account in (await accounts.ListAsync(user, cancellationToken)).Where(account => filter.Account is null || account.Id == filter.Account))
        {
            if (await books.FindAsync(user, account.Id, cancellationToken) is not { } stored)
                continue;
            var (calendar, number) = (AccountHistories.CalendarOf(account), 0);
            await foreach (var entry in books.EntriesOfAsync(stored, cancellationToken))
            {
                number++;
                if (TransactionView.Of(account.Id, entry) is { } trade && filter.Matches(trade, DailySnapshot.DayOf(trade.At, calendar)))
                    found.Add((string.Create(CultureInfo.InvariantCulture, $"{trade.At.UtcTicks:D19}-{account.Id}-{number:D10}"), trade));
            }
        }

        found.Sort((left, right) => string.CompareOrdinal(right.Place, left.Place));
        return found;
    }
}
