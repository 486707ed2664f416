using Microsoft.Azure.Functions.Worker;
using Trading.Application.Optimisations;

namespace Trading.Functions.Optimisations;

/// <summary>The steps of a search; each may be repeated.</summary>
public sealed class OptimisationActivityFunctions(RunOptimisationChunkHandler run, EndOptimisationHandler end)
{
    /// <summary>Runs and stores a chunk; gives the number of its trials, or nothing when the search ended meanwhile.</summary>
    [Function(OptimisationActivities.RunChunk)]
    public Task<int?> RunChunkAsync([ActivityTrigger] RunChunkRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return run.HandleAsync(request.Optimisation, request.Chunk, cancellationToken);
    }

    /// <summary>Judges the trials and stores the result.</summary>
    [Function(OptimisationActivities.Complete)]
    public Task CompleteAsync([ActivityTrigger] OptimisationReference optimisation, CancellationToken cancellationToken) =>
        end.CompleteAsync(optimisation, cancellationToken);

    /// <summary>Stores why there is no result.</summary>
    [Function(OptimisationActivities.Fail)]
    public Task FailAsync([ActivityTrigger] FailOptimisationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return end.FailAsync(request.Optimisation, request.Error, cancellationToken);
    }
}
