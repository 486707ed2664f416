using Trading.Application.MarketData;

namespace Trading.Application.PaperTrading;

/// <summary>Wakes the deployments that follow a series. Called after bars were stored, whichever way they came.</summary>
public sealed class NewBarsHandler(IDeploymentRepository deployments)
{
    /// <summary>Wakes the followers; one that is missed wakes by itself within a minute.</summary>
    public async Task HandleAsync(BarKey series, IDeploymentWorkflows workflows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        await foreach (var follower in deployments.FollowersAsync(series, cancellationToken))
            await workflows.WakeDeploymentAsync(follower.Deployment, cancellationToken);
    }
}
