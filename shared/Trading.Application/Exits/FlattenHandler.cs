using Microsoft.Extensions.Logging;
using Trading.Application.Ledger;
using Trading.Application.Orders;
using Trading.Domain.Exits;
using Trading.Domain.Ledger;
using Trading.Domain.Orders;

namespace Trading.Application.Exits;

/// <summary>
/// Carries a flattening on, one step at each call: what is open is cancelled and booked, <see cref="FlatteningRules"/> say what is to be closed, and the
/// closing orders take the way of every other order. What is to be made is stored first, so that a step that is repeated repeats nothing.
/// </summary>
public sealed class FlattenHandler(
    IFlatteningRepository flattenings, IOrderRepository orders, IBooks books, CancelOrdersHandler cancel, BookOrderHandler book, ClosingOrders closings,
    TimeProvider clock, ILogger<FlattenHandler> logger)
{
    private const int Attempts = 10;

    /// <summary>Takes the flattening a step on.</summary>
    /// <returns>True when there is nothing more to do for it.</returns>
    /// <exception cref="ConcurrentChangeException">Others changed it each time.</exception>
    public async Task<bool> HandleAsync(FlatteningReference reference, IFlatteningWorkflows workflows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await flattenings.FindAsync(reference.ToUser(), reference.ToAccount(), cancellationToken) is not { } stored ||
                stored.Flattening.Id != reference.Flattening || stored.Flattening.IsDone)
                return true;
            var before = stored.Flattening;
            var known = await EndAsync(before, await WatchedAsync(before, cancellationToken), workflows, cancellationToken);
            // The books are read last: what is settled stands in them.
            var held = (await books.FindAsync(before.User, before.Account, cancellationToken))?.Books.Positions.Values ?? Enumerable.Empty<Position>();
            var after = FlatteningRules.Next(before, known, held, clock.GetUtcNow());
            if (!await flattenings.TrySaveAsync(stored, after, cancellationToken))
                continue;
            if (after.IsDone)
                logger.FlatteningEnded(after.Id, after.Account.Value, after.Status);
            // One that has not left may have been made without its orchestration.
            foreach (var leg in after.Legs.Values.Where(leg => leg.Closing is { } id && known.Find(order => order.Id == id) is null or { Status: OrderStatus.Created }))
                await closings.MakeAsync(after, leg, workflows, cancellationToken);
            return after.IsDone;
        }

        throw new ConcurrentChangeException($"The flattening of account {reference.Account} was changed by others {Attempts} times in a row.");
    }

    /// <summary>Orders to look at: those that are open, those that were at the last look, and the closing ones.</summary>
    private async Task<List<Order>> WatchedAsync(Flattening flattening, CancellationToken cancellationToken)
    {
        Dictionary<OrderId, Order> watched = [];
        // At first all, since one that has ended may have fills that are not booked; nothing else leaves from then on.
        var listed = flattening.Waiting is null
            ? orders.ListAsync(flattening.User, flattening.Account, cancellationToken).Where(order => !order.IsSettled)
            : orders.ListOpenAsync(flattening.User, flattening.Account, cancellationToken);
        await foreach (var order in listed.WithCancellation(cancellationToken))
            watched[order.Id] = order;
        foreach (var id in (flattening.Waiting ?? []).Concat(flattening.Legs.Values.Select(leg => leg.Closing).OfType<OrderId>()).Where(id => !watched.ContainsKey(id)))
        {
            if (await orders.FindAsync(new OrderKey(flattening.User, flattening.Account, id), cancellationToken) is { Order: var order })
                watched[id] = order;
        }

        return [.. watched.Values];
    }

    /// <summary>Cancels what the flattening did not make, and brings every order up to date with its broker and the books.</summary>
    private async Task<List<Order>> EndAsync(Flattening flattening, List<Order> watched, IFlatteningWorkflows workflows, CancellationToken cancellationToken)
    {
        var others = watched.Where(order => !order.IsDone && !flattening.Made(order.Id)).Select(order => OrderKey.Of(order.Intent)).ToList();
        await cancel.CancelAllAsync(others, $"Flattened: {flattening.Reason}", workflows, cancellationToken);
        List<Order> known = [];
        foreach (var order in watched)
            known.Add(order.IsSettled ? order : await UpdateAsync(order, cancellationToken));
        return known;
    }

    private async Task<Order> UpdateAsync(Order order, CancellationToken cancellationToken)
    {
        var key = OrderKey.Of(order.Intent);
        try
        {
            await book.HandleAsync(key, askBroker: true, cancellationToken);
        }
#pragma warning disable CA1031 // One order whose broker can't be asked keeps no other position from being closed.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            logger.FlatteningOrderUnread(failure, order.Id.Value);
        }
#pragma warning restore CA1031

        return (await orders.FindAsync(key, cancellationToken))?.Order ?? order;
    }
}
