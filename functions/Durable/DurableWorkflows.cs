using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trading.Application.Exits;
using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Functions.Exits;
using Trading.Functions.Orders;
using Trading.Functions.PaperTrading;

namespace Trading.Functions.Durable;

/// <summary>
/// The orchestrations as handlers see them. An orchestration that has ended while its order or deployment has not is started again:
/// what it did is stored, so it goes on where it was.
/// </summary>
internal sealed class DurableWorkflows(DurableTaskClient client) : IFlatteningWorkflows
{
    public Task EnsureRunningAsync(OrderReference order, CancellationToken cancellationToken) =>
        EnsureAsync(nameof(OrderLifecycle), order.Order, order, cancellationToken);

    public Task EnsureRunningAsync(DeploymentReference deployment, CancellationToken cancellationToken) =>
        EnsureAsync(PaperTradingLoop.Name, deployment.Deployment, new PaperTradingRun(deployment, Nudge: false), cancellationToken);

    public Task EnsureRunningAsync(FlatteningReference flattening, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(flattening);
        return EnsureAsync(FlatteningLoop.Name, flattening.Flattening, flattening, cancellationToken);
    }

    public Task WakeFlatteningAsync(string flattening, CancellationToken cancellationToken) => WakeAsync(flattening, cancellationToken);

    public Task WakeOrderAsync(string order, CancellationToken cancellationToken) => WakeAsync(order, cancellationToken);

    public Task WakeDeploymentAsync(string deployment, CancellationToken cancellationToken) => WakeAsync(deployment, cancellationToken);

    private Task WakeAsync(string instance, CancellationToken cancellationToken) =>
        client.RaiseEventAsync(instance, Waits.WakeEvent, "", cancellationToken);

    private async Task EnsureAsync(string orchestrator, string instance, object input, CancellationToken cancellationToken)
    {
        var known = await client.GetInstanceAsync(instance, cancellationToken);
        if (known is { IsCompleted: false })
            return;
        var options = new StartOrchestrationOptions { InstanceId = instance }.WithDedupeStatuses(
            OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, options, cancellationToken);
        }
        catch (InvalidOperationException)
        {
            // Somebody else started it in between; anything else is a fault.
            if (await client.GetInstanceAsync(instance, cancellationToken) is not { IsCompleted: false })
                throw;
        }
    }
}
