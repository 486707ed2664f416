using Trading.Application.MarketData;
using Trading.Domain.Accounts;
using Trading.Domain.PaperTrading;

namespace Trading.Application.PaperTrading;

/// <summary>Deployments, and which of them follow an instrument.</summary>
public interface IDeploymentRepository
{
    /// <summary>Stores a deployment unless its id is known.</summary>
    /// <returns>What is stored under that id now.</returns>
    Task<StoredDeployment> CreateAsync(Deployment deployment, CancellationToken cancellationToken);

    /// <summary>The deployment, or null.</summary>
    Task<StoredDeployment?> FindAsync(UserId user, DeploymentId id, CancellationToken cancellationToken);

    /// <summary>Stores a deployment that nobody changed since it was read.</summary>
    /// <returns>It as stored; null when somebody else was faster, and then nothing was written.</returns>
    Task<StoredDeployment?> TrySaveAsync(StoredDeployment before, Deployment after, CancellationToken cancellationToken);

    /// <summary>All deployments of a user, in no particular order.</summary>
    IAsyncEnumerable<Deployment> ListAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Deployments, of whichever user, that wait for new bars of a series. May name some that have ended.</summary>
    IAsyncEnumerable<DeploymentReference> FollowersAsync(BarKey series, CancellationToken cancellationToken);
}
