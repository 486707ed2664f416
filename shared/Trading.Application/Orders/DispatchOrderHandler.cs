using Trading.Domain.Orders;

namespace Trading.Application.Orders;

/// <summary>Sends an order that is cleared on its way to its broker; again, when it has not arrived. Sending it again hands nothing over twice.</summary>
public sealed class DispatchOrderHandler(IOrderRepository orders, OrderChanges changes, CancelOrderHandler cancel, Brokers brokers, IOrderQueue queue, TimeProvider clock)
{
    /// <summary>Queues the order, or waits for the one that it replaces to end.</summary>
    /// <exception cref="OrderNotFoundException">There is no such order.</exception>
    public async Task<OrderProgress> HandleAsync(OrderKey key, CancellationToken cancellationToken)
    {
        var stored = await orders.FindAsync(key, cancellationToken) ?? throw new OrderNotFoundException($"There is no order {key.Id}.");
        var order = stored.Order;
        if (order is { Intent.Replaces: { } replaced, Allotted: null, Status: OrderStatus.Created })
            order = await TakePlaceAsync(order, key with { Id = replaced }, cancellationToken);
        if (order is { Status: OrderStatus.Created, IsCleared: true } or { Status: OrderStatus.Submitting } && (order.Intent.Replaces is null || order.Allotted is not null))
            await queue.SendAsync(OrderReference.Of(key), brokers.Of(order.Intent.Broker).Capabilities.Host, cancellationToken);
        return OrderProgress.Of(order);
    }

    private async Task<Order> TakePlaceAsync(Order order, OrderKey replaced, CancellationToken cancellationToken)
    {
        var other = await changes.ApplyAsync(replaced, _ => new RequestReplace(order.Id, clock.GetUtcNow()), cancellationToken);
        if (other.ReplacedBy is { } by && by != order.Id)
            return await changes.ApplyAsync(OrderKey.Of(order.Intent), _ => new RequestCancel($"Order {other.Id} is replaced by order {by} already.", clock.GetUtcNow()), cancellationToken);
        if (!other.IsDone)
            await cancel.HandleAsync(replaced, $"Replaced by order {order.Id}.", cancellationToken);
        other = (await orders.FindAsync(replaced, cancellationToken))!.Order;
        // Only what has ended can't trade any more, so only then it is known how much is left.
        return other.IsDone
            ? await changes.ApplyAsync(OrderKey.Of(order.Intent), _ => new AllotRest(other.Filled, clock.GetUtcNow()), cancellationToken)
            : order;
    }
}
