using Trading.Application.Ledger;
using Trading.Application.Orders;
using Trading.Domain.Accounts;
using Trading.Domain.Orders;

namespace Trading.Application.Reconciliation;

/// <summary>Takes in what a broker knows and we do not: each fill once, by its execution id.</summary>
public sealed class GapFilling(IOrderRepository orders, BookOrderHandler book, NotifyOrderHandler notify, Bookings bookings)
{
    private const int MostEnded = 50;

    /// <summary>
    /// Completes bookings that were left undone, and asks the broker of every order that is not settled. One that passed the checks and has no orchestration any more, as when
    /// a newer version of the program can't go on with the history of an older one, gets a new one.
    /// </summary>
    /// <returns>Fills and bookings that were missing.</returns>
    public async Task<int> FillAsync(UserId user, AccountId account, IOrderWorkflows workflows, CancellationToken cancellationToken)
    {
        var found = await bookings.CompleteAllAsync(user, account, cancellationToken);
        List<Order> unsettled = [];
        await foreach (var order in orders.ListUnsettledAsync(user, account, cancellationToken))
            unsettled.Add(order);
        foreach (var order in unsettled.Where(order => order.IsCleared))
            await workflows.EnsureRunningAsync(OrderReference.Of(OrderKey.Of(order.Intent)), cancellationToken);
        return found + await AskAsync(unsettled, workflows, cancellationToken);
    }

    /// <summary>Asks the broker of the orders that were with it and have ended, the newest first and at most fifty: for reports that came after the end, or never.</summary>
    /// <returns>Fills that were missing.</returns>
    public async Task<int> FillEndedAsync(UserId user, AccountId account, IOrderWorkflows workflows, CancellationToken cancellationToken)
    {
        List<Order> ended = [];
        await foreach (var order in orders.ListAsync(user, account, cancellationToken))
        {
            if (order is { IsDone: true, SentAt: not null })
                ended.Add(order);
        }

        return await AskAsync(ended.OrderByDescending(order => order.UpdatedAt).ThenBy(order => order.Id.Value, StringComparer.Ordinal).Take(MostEnded), workflows, cancellationToken);
    }

    /// <summary>The account's orders that have not ended.</summary>
    public async Task<IReadOnlyList<Order>> OpenAsync(UserId user, AccountId account, CancellationToken cancellationToken)
    {
        List<Order> open = [];
        await foreach (var order in orders.ListOpenAsync(user, account, cancellationToken))
            open.Add(order);
        return open;
    }

    private async Task<int> AskAsync(IEnumerable<Order> asked, IOrderWorkflows workflows, CancellationToken cancellationToken)
    {
        var found = 0;
        foreach (var before in asked)
        {
            var key = OrderKey.Of(before.Intent);
            var progress = await book.HandleAsync(key, askBroker: true, cancellationToken);
            if (progress.Version == before.Version)
                continue;
            found += (await orders.FindAsync(key, cancellationToken))!.Order.Executions.Count - before.Executions.Count;
            await workflows.WakeOrderAsync(key.Id.Value, cancellationToken);
            await notify.HandleAsync(key, workflows, cancellationToken);
        }

        return found;
    }
}
