using Trading.Domain.Exits;
using Trading.Domain.Markets;

namespace Trading.Application.Exits;

/// <summary>Where guards are kept.</summary>
public interface IGuardRepository
{
    /// <summary>The guard, done or not; null when there is none.</summary>
    Task<StoredGuard?> FindAsync(GuardKey key, CancellationToken cancellationToken);

    /// <summary>Stores a guard in place of one that nobody changed since it was read, or where there is none.</summary>
    /// <returns>False when somebody else was faster; then nothing was written.</returns>
    Task<bool> TrySaveAsync(StoredGuard? before, Guard after, CancellationToken cancellationToken);

    /// <summary>Removes a guard that nobody changed since it was read.</summary>
    /// <returns>False when somebody else was faster; then it is still there.</returns>
    Task<bool> TryRemoveAsync(StoredGuard guard, CancellationToken cancellationToken);

    /// <summary>Where guards are that are not done, of all users; of one instrument, or of all. A few that are done may be among them.</summary>
    IAsyncEnumerable<GuardKey> ActiveAsync(InstrumentId? instrument, CancellationToken cancellationToken);
}
