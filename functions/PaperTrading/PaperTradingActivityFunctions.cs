using Microsoft.Azure.Functions.Worker;
using Trading.Application.PaperTrading;

namespace Trading.Functions.PaperTrading;

/// <summary>The steps of a deployment.</summary>
public sealed class PaperTradingActivityFunctions(AdvanceMarketHandler advance, StopDeploymentHandler stop)
{
    /// <summary>Goes one round.</summary>
    [Function(PaperTradingActivities.Advance)]
    public Task<AdvanceStep> AdvanceAsync([ActivityTrigger] PaperTradingRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return advance.HandleAsync(run.Deployment, run.Nudge, cancellationToken);
    }

    /// <summary>Records that it cannot go on.</summary>
    [Function(PaperTradingActivities.Fail)]
    public Task FailAsync([ActivityTrigger] FailRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return stop.FailAsync(request.Deployment.ToUser(), request.Deployment.ToId(), request.Reason, cancellationToken);
    }
}
