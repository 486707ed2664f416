namespace Trading.Application.PaperTrading;

/// <summary>The orchestrations that carry deployments, as far as handlers call on them.</summary>
public interface IDeploymentWorkflows
{
    /// <summary>Starts the deployment's orchestration unless it runs.</summary>
    Task EnsureRunningAsync(DeploymentReference deployment, CancellationToken cancellationToken);

    /// <summary>Tells the deployment's orchestration that there is something to look at. Nothing is lost when it does not run.</summary>
    Task WakeDeploymentAsync(string deployment, CancellationToken cancellationToken);
}
