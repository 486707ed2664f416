using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Application.Orders;

/// <summary>Sends an order that is cleared on its way to its broker; again, when it has not arrived. Sending it again hands nothing over twice.</summary>
public sealed class DispatchOrderHandler(IOrderRepository orders, OrderChanges changes, CancelOrderHandler cancel, Brokers brokers, IOrderQueue queue, IExecutionQueue executions, TimeProvider clock)
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
        var (traded, taken) = await EndAsync(replaced, order.Id, cancellationToken);
        if (taken is not null)
            return await changes.ApplyAsync(OrderKey.Of(order.Intent), _ => new RequestCancel(taken, clock.GetUtcNow()), cancellationToken);
        return traded is { } known
            ? await changes.ApplyAsync(OrderKey.Of(order.Intent), _ => new AllotRest(known, clock.GetUtcNow()), cancellationToken)
            : order;
    }

    /// <summary>Ends an order whose place another one takes.</summary>
    /// <returns>What it traded, with those whose place it took itself, null while that is not known; or why its place can't be taken.</returns>
    private async Task<(Quantity? Traded, string? Taken)> EndAsync(OrderKey key, OrderId by, CancellationToken cancellationToken)
    {
        var order = await changes.ApplyAsync(key, _ => new RequestReplace(by, clock.GetUtcNow()), cancellationToken);
        if (order.ReplacedBy is { } other && other != by)
            return (null, $"Order {order.Id} is replaced by order {other} already.");
        if (!order.IsDone)
            await cancel.HandleAsync(key, $"Replaced by order {by}.", cancellationToken);
        order = (await orders.FindAsync(key, cancellationToken))!.Order;
        // Only what has ended can't trade any more, so only then it is known how much is left.
        if (!order.IsDone || await TradedAsync(key, order, cancellationToken) is not { } traded)
            return (null, null);
        if (order.Intent is not { Replaces: { } earlier, Size: OrderSize.Units { Quantity: var wanted } })
            return (traded, null);
        if (order.Allotted is { } allotted)
            return (wanted - allotted + traded, null);
        // It never came to take that one's place, so that one may still be at work.
        var (before, taken) = await EndAsync(key with { Id = earlier }, order.Id, cancellationToken);
        return (before + traded, taken);
    }

    /// <summary>What an order that has ended traded. Its end may have overtaken its fills, so its broker is asked for all that it knows.</summary>
    /// <returns>Null while the broker does not say how it ended.</returns>
    private async Task<Quantity?> TradedAsync(OrderKey key, Order ended, CancellationToken cancellationToken)
    {
        // What never left, or was refused as it arrived, traded nothing.
        if (ended.SentAt is null || ended is { Status: OrderStatus.Rejected, BrokerOrderId: null })
            return ended.Filled;
        var reports = await brokers.Of(ended.Intent.Broker).ReportsAsync(key, cancellationToken);
        if (!reports.Any(report => report.IsEnd))
            return null;
        foreach (var report in reports)
            await executions.SendAsync(report, cancellationToken);
        var fills = reports.Select(report => report.ToCommand()).OfType<RecordFill>().Select(fill => fill.Execution);
        return new Quantity(ended.Executions.Concat(fills).DistinctBy(fill => fill.Id).Sum(fill => fill.Quantity.Value));
    }
}
