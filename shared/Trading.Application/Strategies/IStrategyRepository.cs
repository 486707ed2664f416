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

    /// <summary>Changes a strategy. A version that the change supersedes stays, in the same transaction.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="id">Which.</param>
    /// <param name="change">From what is stored to what shall be; called again when somebody else was faster. The same instance: nothing is written.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>What is stored now; null when the user has none of that id.</returns>
    /// <exception cref="ConcurrentChangeException">Others changed it first, again and again.</exception>
    Task<StoredStrategy?> ChangeAsync(UserId user, StrategyId id, Func<StoredStrategy, StoredStrategy> change, CancellationToken cancellationToken);

    /// <summary>A version of a strategy, the newest one too; null when there is none of that number.</summary>
    Task<StrategyRevision?> FindVersionAsync(UserId user, StrategyId id, int version, CancellationToken cancellationToken);

    /// <summary>All versions of a strategy, newest first; empty when the user has none of that id.</summary>
    Task<IReadOnlyList<StrategyRevision>> ListVersionsAsync(UserId user, StrategyId id, CancellationToken cancellationToken);

    /// <summary>Removes a strategy with its versions. What was made from it keeps its own copy.</summary>
    /// <returns>False when the user has none of that id.</returns>
    Task<bool> DeleteAsync(UserId user, StrategyId id, CancellationToken cancellationToken);
}
