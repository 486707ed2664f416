using Microsoft.Extensions.Logging;
using Trading.Application.Realtime;
using Trading.Domain.Accounts;
using Trading.Domain.PaperTrading;

namespace Trading.Application.PaperTrading;

/// <summary>Ends deployments before their time.</summary>
public sealed class StopDeploymentHandler(IDeploymentRepository deployments, IPush push, TimeProvider clock, ILogger<StopDeploymentHandler> logger)
{
    private const int Attempts = 20;

    /// <summary>Asks a deployment to stop: it cancels what is open and keeps its position. One that ended stays as it is.</summary>
    /// <returns>It as it stands now; null when the user has no such deployment.</returns>
    /// <exception cref="ConcurrentChangeException">It was changed by others each time.</exception>
    public async Task<Deployment?> StopAsync(UserId user, DeploymentId id, IDeploymentWorkflows workflows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        var deployment = await ChangeAsync(
            user,
            id,
            current => current.Status is DeploymentStatus.Running ? current with { Status = DeploymentStatus.Stopping, EndsAs = DeploymentStatus.Stopped } : current,
            cancellationToken);
        if (deployment is { Status: DeploymentStatus.Stopping })
        {
            await workflows.EnsureRunningAsync(DeploymentReference.Of(deployment), cancellationToken);
            await workflows.WakeDeploymentAsync(id.Value, cancellationToken);
        }

        return deployment;
    }

    /// <summary>Records that a deployment cannot go on.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="id">Which.</param>
    /// <param name="reason">Why, in words.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task FailAsync(UserId user, DeploymentId id, string reason, CancellationToken cancellationToken)
    {
        await ChangeAsync(
            user, id, current => current.HasEnded ? current : current with { Status = DeploymentStatus.Failed, Failure = reason }, cancellationToken);
        logger.DeploymentFailed(id.Value, reason);
    }

    private async Task<Deployment?> ChangeAsync(UserId user, DeploymentId id, Func<Deployment, Deployment> change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await deployments.FindAsync(user, id, cancellationToken) is not { } stored)
                return null;
            var after = change(stored.Deployment);
            if (after == stored.Deployment)
                return after;
            if (await deployments.TrySaveAsync(stored, after with { UpdatedAt = clock.GetUtcNow() }, cancellationToken) is { } saved)
            {
                await push.ToUserAsync(user, PushMessages.DeploymentChanged, DeploymentProgress.Of(saved.Deployment), cancellationToken);
                return saved.Deployment;
            }
        }

        throw new ConcurrentChangeException($"Deployment {id} was changed by others {Attempts} times in a row.");
    }
}
