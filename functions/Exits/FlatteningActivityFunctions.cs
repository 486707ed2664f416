using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Application.Exits;
using Trading.Application.Identity;
using Trading.Functions.Durable;

namespace Trading.Functions.Exits;

/// <summary>The steps of flattening an account.</summary>
public sealed class FlatteningActivityFunctions(FlattenHandler flatten, StartFlatteningHandler start, ICurrentUser currentUser)
{
    /// <summary>Takes the flattening a step on; true when there is nothing more to do for it.</summary>
    [Function(FlatteningActivities.Step)]
    public Task<bool> StepAsync([ActivityTrigger] FlatteningReference flattening, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        flatten.HandleAsync(flattening, new DurableWorkflows(client), cancellationToken);

    /// <summary>Every minute, and when the host starts: carries on what a process that died left.</summary>
    [Function("ContinueFlattenings")]
    public Task ContinueAsync(
        [TimerTrigger("0 * * * * *", RunOnStartup = true)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        start.ContinueAsync(currentUser.Id, new DurableWorkflows(client), cancellationToken);
}
