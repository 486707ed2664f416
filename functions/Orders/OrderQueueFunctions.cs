using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Application.Orders;
using Trading.Functions.Durable;

namespace Trading.Functions.Orders;

/// <summary>Hands cleared orders over to the brokers that this app calls.</summary>
public sealed class OrderQueueFunctions(SubmitOrderHandler submit)
{
    /// <summary>Hands one order over, at most once.</summary>
    [Function("SubmitOrder")]
    public async Task SubmitAsync(
        [ServiceBusTrigger("%OrdersQueue%", Connection = "ServiceBus")] OrderReference order,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        await submit.HandleAsync(order.ToKey(), cancellationToken);
        await new DurableWorkflows(client).WakeOrderAsync(order.Order, cancellationToken);
    }
}
