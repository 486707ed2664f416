using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Application.Signals;
using Trading.Functions.Durable;

namespace Trading.Functions.Signals;

/// <summary>Turns signals into orders.</summary>
public sealed class SignalQueueFunctions(ExecuteSignalHandler execute)
{
    /// <summary>Makes the one order of a signal.</summary>
    [Function("ExecuteSignal")]
    public Task ExecuteAsync(
        [ServiceBusTrigger("%SignalsQueue%", Connection = "ServiceBus")] SignalMessage signal,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => execute.HandleAsync(signal, new DurableWorkflows(client), cancellationToken);
}
