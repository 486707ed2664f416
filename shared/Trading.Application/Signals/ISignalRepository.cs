using Trading.Domain.Accounts;
using Trading.Domain.Signals;

namespace Trading.Application.Signals;

/// <summary>Signals that were raised.</summary>
public interface ISignalRepository
{
    /// <summary>Stores a signal unless its id is known.</summary>
    /// <returns>True when it was new.</returns>
    Task<bool> AddAsync(Signal signal, CancellationToken cancellationToken);

    /// <summary>The signal, or null.</summary>
    Task<Signal?> FindAsync(UserId user, AccountId account, SignalId id, CancellationToken cancellationToken);

    /// <summary>Signals for an account, or for all accounts of the user, in no particular order.</summary>
    IAsyncEnumerable<Signal> ListAsync(UserId user, AccountId? account, CancellationToken cancellationToken);
}
