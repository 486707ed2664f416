using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Application.Exits;
using Trading.Functions.Durable;

namespace Trading.Functions.Exits;

/// <summary>The steps of flattening an account.</summary>
public sealed class FlatteningActivityFunctions(FlattenHandler flatten)
{
    /// <summary>Takes the flattening a step on; true when there is nothing more to do for it.</summary>
    [Function(FlatteningActivities.Step)]
    public Task<bool> StepAsync([ActivityTrigger] FlatteningReference flattening, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        flatten.HandleAsync(flattening, new DurableWorkflows(client), cancellationToken);
}
