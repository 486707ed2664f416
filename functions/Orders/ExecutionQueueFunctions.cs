using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Application.Orders;
using Trading.Functions.Durable;

namespace Trading.Functions.Orders;

/// <summary>Takes in what brokers report.</summary>
public sealed class ExecutionQueueFunctions(RecordExecutionHandler record)
{
    /// <summary>Records one report on its order.</summary>
    [Function("RecordExecution")]
    public Task RecordAsync(
        [ServiceBusTrigger("%ExecutionsQueue%", Connection = "ServiceBus")] ExecutionMessage report,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => record.HandleAsync(report, new DurableWorkflows(client), cancellationToken);
}
