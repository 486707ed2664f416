using Trading.Domain.Orders;

namespace Trading.Application.Orders;

/// <summary>Cancels what remains of an order. Asking is stored before the broker is asked.</summary>
public sealed class CancelOrderHandler(OrderChanges changes, Brokers brokers, IExecutionQueue executions, TimeProvider clock)
{
    /// <summary>Asks to cancel; the answer arrives as a report. An order that ended stays as it is.</summary>
    /// <exception cref="OrderNotFoundException">There is no such order.</exception>
    public async Task<OrderProgress> HandleAsync(OrderKey key, string reason, CancellationToken cancellationToken)
    {
        var order = await changes.ApplyAsync(key, _ => new RequestCancel(reason, clock.GetUtcNow()), cancellationToken);
        if (order.Status is OrderStatus.CancelPending)
        {
            foreach (var report in await brokers.Of(order.Intent.Broker).CancelAsync(key, reason, clock.GetUtcNow(), cancellationToken))
                await executions.SendAsync(report, cancellationToken);
        }

        return OrderProgress.Of(order);
    }
}
