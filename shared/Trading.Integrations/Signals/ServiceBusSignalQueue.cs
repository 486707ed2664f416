using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Options;
using Trading.Application.Signals;
using Trading.Integrations.Clients;

namespace Trading.Integrations.Signals;

/// <summary>The queue of signals.</summary>
internal sealed class ServiceBusSignalQueue(ServiceBusClient client, IOptions<QueueOptions> options) : ISignalQueue
{
    private readonly JsonQueue queue = new(client, options.Value.SignalsQueue);

    public Task SendAsync(SignalMessage signal, CancellationToken cancellationToken) => queue.SendAsync(signal, signal.Signal, cancellationToken);
}
