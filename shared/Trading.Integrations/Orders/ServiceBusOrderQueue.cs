using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Options;
using Trading.Application.Orders;
using Trading.Integrations.Clients;

namespace Trading.Integrations.Orders;

/// <summary>The queues of cleared orders, one for each place where connections to brokers live.</summary>
internal sealed class ServiceBusOrderQueue(ServiceBusClient client, IOptions<QueueOptions> options) : IOrderQueue
{
    private readonly JsonQueue functions = new(client, options.Value.OrdersQueue);
    private readonly JsonQueue gateway = new(client, options.Value.OrdersGatewayQueue);

    public Task SendAsync(OrderReference order, ExecutionHost host, CancellationToken cancellationToken) =>
        (host is ExecutionHost.Gateway ? gateway : functions).SendAsync(order, order.Order, cancellationToken);
}
