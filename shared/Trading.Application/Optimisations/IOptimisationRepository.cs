using Trading.Domain.Accounts;
using Trading.Domain.Optimisations;

namespace Trading.Application.Optimisations;

/// <summary>Where users' searches and their trials are kept.</summary>
public interface IOptimisationRepository
{
    /// <summary>Stores a search unless its id is taken.</summary>
    /// <returns>What is stored under the id: this search, or the one that was there before.</returns>
    Task<Optimisation> CreateAsync(Optimisation optimisation, CancellationToken cancellationToken);

    /// <summary>A search; null when the user has none of that id.</summary>
    Task<Optimisation?> FindAsync(UserId user, OptimisationId id, CancellationToken cancellationToken);

    /// <summary>The user's searches, newest first.</summary>
    /// <param name="user">The owner.</param>
    /// <param name="limit">Most of them.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<IReadOnlyList<Optimisation>> ListAsync(UserId user, int limit, CancellationToken cancellationToken);

    /// <summary>Changes a search that has not ended; one that has ended stays as it is.</summary>
    /// <param name="user">The owner.</param>
    /// <param name="id">Which.</param>
    /// <param name="change">Called again when somebody else changed it first.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The search as it is stored now; null when there is none.</returns>
    Task<Optimisation?> ChangeAsync(UserId user, OptimisationId id, Func<Optimisation, Optimisation> change, CancellationToken cancellationToken);

    /// <summary>Stores a chunk unless it is stored: what was computed once stays.</summary>
    Task SaveChunkAsync(UserId user, OptimisationId id, OptimisationChunk chunk, CancellationToken cancellationToken);

    /// <summary>A chunk; null when it is not stored.</summary>
    Task<OptimisationChunk?> FindChunkAsync(UserId user, OptimisationId id, int chunk, CancellationToken cancellationToken);

    /// <summary>The chunks that are stored, in order.</summary>
    IAsyncEnumerable<OptimisationChunk> ReadChunksAsync(UserId user, OptimisationId id, CancellationToken cancellationToken);

    /// <summary>Number of trials in the chunks that are stored.</summary>
    Task<int> CountTrialsAsync(UserId user, OptimisationId id, CancellationToken cancellationToken);
}
