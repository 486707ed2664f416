using Trading.Domain.MarketData;
using Trading.Domain.Markets;

namespace Trading.Application.PaperTrading;

/// <summary>Wakes the deployments that follow an instrument. Called after bars of it were stored, whichever way they came.</summary>
public sealed class NewBarsHandler(IDeploymentRepository deployments)
{
    /// <summary>Wakes the followers; one that is missed wakes by itself within a minute.</summary>
    public async Task HandleAsync(InstrumentId instrument, Interval interval, IDeploymentWorkflows workflows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        await foreach (var follower in deployments.FollowersAsync(instrument, interval, cancellationToken))
            await workflows.WakeDeploymentAsync(follower.Deployment, cancellationToken);
    }
}
