using Trading.Domain.Accounts;
using Trading.Domain.Strategies;

namespace Trading.Application.Strategies;

/// <summary>Where users' strategies are kept.</summary>
public interface IStrategyRepository
{
    /// <summary>Stores a strategy unless its id is taken.</summary>
    /// <returns>What is stored under the id: this strategy, or the one that was there before.</returns>
    Task<StoredStrategy> CreateAsync(StoredStrategy strategy, CancellationToken cancellationToken);

    /// <summary>A strategy; null when the user has none of that id.</summary>
    Task<StoredStrategy?> FindAsync(UserId user, StrategyId id, CancellationToken cancellationToken);

    /// <summary>The user's strategies, newest first.</summary>
    Task<IReadOnlyList<StoredStrategy>> ListAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Removes a strategy. What was made from it keeps its own copy.</summary>
    /// <returns>False when the user has none of that id.</returns>
    Task<bool> DeleteAsync(UserId user, StrategyId id, CancellationToken cancellationToken);
}
