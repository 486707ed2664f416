using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Trading.Domain.Accounts;
using Trading.Domain.Orders;

namespace Trading.Application.Orders;

/// <summary>Cancels a user's orders at the user's wish. Works without the orders' orchestrations, which are only told to look.</summary>
public sealed class CancelOrdersHandler(IOrderRepository orders, CancelOrderHandler cancel, ILogger<CancelOrdersHandler> logger)
{
    /// <summary>Longest reason accepted, in characters.</summary>
    public const int MaxReasonLength = 500;

    private const int AtOnce = 8;

    /// <summary>Cancels what remains of an order. Where its broker can't be reached the wish stands, and is told to the broker until the order has ended.</summary>
    /// <returns>Where it stands afterwards, and whether it had ended before; null when the user has no such order.</returns>
    public async Task<(OrderView Order, bool HadEnded)?> CancelAsync(
        UserId user, OrderId id, string reason, IOrderWorkflows workflows, CancellationToken cancellationToken)
    {
        if (await orders.LocateAsync(user, id, cancellationToken) is not { } key || await orders.FindAsync(key, cancellationToken) is not { } before)
            return null;
        if (before.Order.IsDone)
            return (OrderView.Of(before.Order), true);
        try
        {
            await CancelAsync(key, reason, workflows, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever a broker's line throws; what was neither taken down as a wish nor ended meanwhile is thrown on.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            if (await orders.FindAsync(key, cancellationToken) is not { Order: { Status: OrderStatus.CancelPending } or { IsDone: true } })
                throw;
            logger.CancelFailed(failure, key.Id.Value);
        }
#pragma warning restore CA1031

        var after = await orders.FindAsync(key, cancellationToken) ?? before;
        return (OrderView.Of(after.Order), false);
    }

    /// <summary>Cancels every order that has not ended. One whose broker can't be asked keeps none of the others from being cancelled.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="account">Of one account; null for all.</param>
    /// <param name="reason">Why.</param>
    /// <param name="workflows">Where the orders' orchestrations run.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<CancelAllOutcome> CancelAllAsync(
        UserId user, AccountId? account, string reason, IOrderWorkflows workflows, CancellationToken cancellationToken)
    {
        List<OrderKey> open = [];
        await foreach (var order in orders.ListOpenAsync(user, account, cancellationToken))
            open.Add(OrderKey.Of(order.Intent));
        return await CancelAllAsync(open, reason, workflows, cancellationToken);
    }

    /// <summary>Cancels these orders. One whose broker can't be asked keeps none of the others from being cancelled.</summary>
    /// <param name="open">Which.</param>
    /// <param name="reason">Why.</param>
    /// <param name="workflows">Where the orders' orchestrations run.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<CancelAllOutcome> CancelAllAsync(IReadOnlyList<OrderKey> open, string reason, IOrderWorkflows workflows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(open);
        var failed = new ConcurrentBag<string>();
        // On the caller's scheduler: on virtual time that is the simulation's thread.
        var limits = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken, TaskScheduler = TaskScheduler.Current };
        await Parallel.ForEachAsync(open, limits, async (key, cancel) =>
        {
            try
            {
                await CancelAsync(key, reason, workflows, cancel);
            }
#pragma warning disable CA1031 // Whatever keeps one order from being cancelled, the others must be.
            catch (Exception failure) when (!cancel.IsCancellationRequested)
            {
                logger.CancelFailed(failure, key.Id.Value);
                failed.Add(key.Id.Value);
            }
#pragma warning restore CA1031
        });
        return new CancelAllOutcome(open.Count - failed.Count, [.. failed.Order(StringComparer.Ordinal)]);
    }

    private async Task CancelAsync(OrderKey key, string reason, IOrderWorkflows workflows, CancellationToken cancellationToken)
    {
        await cancel.HandleAsync(key, reason, cancellationToken);
        await workflows.WakeOrderAsync(key.Id.Value, cancellationToken);
    }
}
