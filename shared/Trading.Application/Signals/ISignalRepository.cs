using Trading.Domain.Accounts;
using Trading.Domain.PaperTrading;
using Trading.Domain.Signals;

namespace Trading.Application.Signals;

/// <summary>Signals that were raised.</summary>
public interface ISignalRepository
{
    /// <summary>Stores a signal unless its id is known.</summary>
    /// <returns>True when it was new.</returns>
    Task<bool> AddAsync(Signal signal, CancellationToken cancellationToken);

    /// <summary>The signal, or null.</summary>
    Task<Signal?> FindAsync(UserId user, DeploymentId deployment, SignalId id, CancellationToken cancellationToken);

    /// <summary>The signals of a deployment, in no particular order.</summary>
    IAsyncEnumerable<Signal> ListAsync(UserId user, DeploymentId deployment, CancellationToken cancellationToken);
}
