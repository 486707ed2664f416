using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trading.Application.Optimisations;

namespace Trading.Functions.Optimisations;

/// <summary>The orchestrations of searches as handlers see them.</summary>
internal sealed class OptimisationWorkflows(DurableTaskClient client) : IOptimisationWorkflows
{
    public async Task EnsureStartedAsync(OptimisationRun run, CancellationToken cancellationToken)
    {
        var id = run.Optimisation.Id;
        if (await client.GetInstanceAsync(id, cancellationToken) is not null)
            return;
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                OptimisationOrchestration.Name, run, new StartOrchestrationOptions { InstanceId = id }, cancellationToken);
        }
        catch (InvalidOperationException)
        {
            // Somebody else started it in between; anything else is a fault.
            if (await client.GetInstanceAsync(id, cancellationToken) is null)
                throw;
        }
    }
}
