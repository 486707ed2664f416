using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Options;
using Trading.Application.Orders;
using Trading.Integrations.Clients;

namespace Trading.Integrations.Orders;

/// <summary>The queue of brokers' reports.</summary>
internal sealed class ServiceBusExecutionQueue(ServiceBusClient client, IOptions<QueueOptions> options) : IExecutionQueue
{
    private readonly JsonQueue queue = new(client, options.Value.ExecutionsQueue);

    public Task SendAsync(ExecutionMessage report, CancellationToken cancellationToken) =>
        queue.SendAsync(report, $"{report.Order}-{report.ExecutionId ?? report.Kind}", cancellationToken);
}
