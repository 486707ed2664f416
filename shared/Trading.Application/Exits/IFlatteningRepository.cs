using Trading.Domain.Accounts;
using Trading.Domain.Exits;

namespace Trading.Application.Exits;

/// <summary>The newest flattening of each account. Always read from the store: while one is under way nothing else leaves.</summary>
public interface IFlatteningRepository
{
    /// <summary>The account's newest; null when there never was one.</summary>
    Task<StoredFlattening?> FindAsync(UserId user, AccountId account, CancellationToken cancellationToken);

    /// <summary>The newest of each account of the user that ever had one, in no particular order.</summary>
    IAsyncEnumerable<Flattening> ListAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Stores an account's flattening in the place of the one that was read.</summary>
    /// <param name="before">As it was read; null where there was none.</param>
    /// <param name="after">To store.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>False when somebody else was faster, and then nothing was written.</returns>
    Task<bool> TrySaveAsync(StoredFlattening? before, Flattening after, CancellationToken cancellationToken);
}
