using Trading.Application.Backtests;
using Trading.Application.Realtime;
using Trading.Domain.Accounts;
using Trading.Domain.Optimisations;

namespace Trading.Application.Optimisations;

/// <summary>Ends a search: completed, failed or cancelled. The first end stays.</summary>
public sealed class EndOptimisationHandler(IOptimisationRepository optimisations, OptimisationBars bars, IPush push, TimeProvider clock)
{
    /// <summary>Judges all trials and ends with the result.</summary>
    /// <exception cref="InvalidOperationException">There is no such search, no trial, or the bars have changed.</exception>
    public async Task CompleteAsync(OptimisationReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var (user, id) = (reference.Owner(), reference.OptimisationId());
        var optimisation = await optimisations.FindAsync(user, id, cancellationToken) ?? throw new InvalidOperationException($"There is no search {id}.");
        if (optimisation.HasEnded)
            return;
        List<OptimisationChunk> chunks = [];
        await foreach (var chunk in optimisations.ReadChunksAsync(user, id, cancellationToken))
            chunks.Add(chunk);
        var request = optimisation.Request();
        var result = OptimisationJudge.Judge(request, await bars.ReadAsync(request, cancellationToken), chunks, cancellationToken);
        await EndAsync(user, id, stored => stored with
        {
            Status = BacktestStatus.Completed,
            Done = result.Trials,
            Best = result.Top[0],
            Result = result,
        }, cancellationToken);
    }

    /// <summary>Ends without a result.</summary>
    public Task FailAsync(OptimisationReference reference, string error, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return EndAsync(
            reference.Owner(), reference.OptimisationId(), stored => stored with { Status = BacktestStatus.Failed, Error = error }, cancellationToken);
    }

    /// <summary>Ends at the owner's wish; no chunk is begun any more.</summary>
    /// <returns>The search as it is now; null when there is none.</returns>
    public Task<Optimisation?> CancelAsync(UserId user, OptimisationId id, CancellationToken cancellationToken) =>
        EndAsync(user, id, stored => stored with { Status = BacktestStatus.Cancelled }, cancellationToken);

    private async Task<Optimisation?> EndAsync(
        UserId user, OptimisationId id, Func<Optimisation, Optimisation> end, CancellationToken cancellationToken)
    {
        var now = await optimisations.ChangeAsync(user, id, stored => end(stored) with { EndedAt = clock.GetUtcNow() }, cancellationToken);
        if (now is not null)
            await push.ToUserAsync(user, PushMessages.OptimisationProgress, OptimisationProgress.Of(now), cancellationToken);
        return now;
    }
}
