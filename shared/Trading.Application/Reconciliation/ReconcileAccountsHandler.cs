using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Trading.Application.Accounts;
using Trading.Application.Ledger;
using Trading.Application.Orders;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;

namespace Trading.Application.Reconciliation;

/// <summary>
/// Looks at those accounts of a user whose time it is: every one when the process has started and then each hour; each time those with an order that is not settled, with a position in
/// a market that is in session, with entries since the last look, or on which books and broker did not agree.
/// </summary>
public sealed class ReconcileAccountsHandler(
    IAccountRepository accounts, IOrderRepository orders, IBooks books, IReconciliationRepository looks, ReconcileAccountHandler reconcile, TimeProvider clock,
    ILogger<ReconcileAccountsHandler> logger)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(UserId User, AccountId Account), bool> seen = new();

    /// <summary>Goes through the user's accounts once. One that can't be looked at, as when its broker can't be reached, keeps none of the others from it.</summary>
    public async Task HandleAsync(UserId user, IOrderWorkflows workflows, CancellationToken cancellationToken)
    {
        List<AccountId> all = [];
        await foreach (var account in accounts.ListAsync(user, cancellationToken))
            all.Add(account.Id);
        foreach (var account in all.OrderBy(account => account.Value, StringComparer.Ordinal))
        {
            try
            {
                if (await IsDueAsync(user, account, cancellationToken) && await reconcile.HandleAsync(user, account, workflows, cancellationToken) is not null)
                    seen[(user, account)] = true;
            }
#pragma warning disable CA1031 // The outermost loop: whatever keeps one account from being looked at, the others are, and the next time it is tried again.
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                logger.LookFailed(failure, account.Value);
            }
#pragma warning restore CA1031
        }
    }

    private async Task<bool> IsDueAsync(UserId user, AccountId account, CancellationToken cancellationToken)
    {
        if (!seen.ContainsKey((user, account)))
            return true;
        var now = clock.GetUtcNow();
        if (await looks.FindAsync(user, account, cancellationToken) is not { Outcome: ReconciliationOutcome.Agrees } last || now - last.At >= LongestPause)
            return true;
        var held = (await books.FindAsync(user, account, cancellationToken))?.Books;
        if (held is null || held.Version != last.BooksVersion || held.Positions.Values.Any(position => IsInSession(position.Instrument.Market, now)))
            return true;
        await foreach (var _ in orders.ListUnsettledAsync(user, account, cancellationToken))
            return true;
        return false;
    }

    private static bool IsInSession(Market market, DateTimeOffset now)
    {
        var calendar = TradingCalendar.For(market);
        var today = calendar.DateOf(now);
        return calendar.Knows(today) && calendar.SessionOn(today) is { } session && now >= session.OpensAt && now < session.ClosesAt;
    }
}
