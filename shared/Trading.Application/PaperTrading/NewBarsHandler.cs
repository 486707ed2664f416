using Trading.Application.Exits;
using Trading.Application.MarketData;
using Trading.Application.Orders;

namespace Trading.Application.PaperTrading;

/// <summary>Wakes the deployments that follow a series, lets the simulated market trade against its bars, and the guards of positions look at them. Called after bars were stored, whichever way they came.</summary>
public sealed class NewBarsHandler(IDeploymentRepository deployments, PaperExchange exchange, WatchGuardsHandler guards, PaperReports reports)
{
    /// <summary>Wakes the followers; one that is missed wakes by itself within a minute, and orders ask for what they missed.</summary>
    public async Task HandleAsync(BarKey series, IOrderWorkflows workflows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        await foreach (var follower in deployments.FollowersAsync(series, cancellationToken))
            await workflows.WakeDeploymentAsync(follower.Deployment, cancellationToken);
        await exchange.AdvanceAllAsync(series.Instrument, report => reports.SendAsync(report, cancellationToken), cancellationToken);
        await guards.LookAsync(series.Instrument, workflows, cancellationToken);
    }
}
