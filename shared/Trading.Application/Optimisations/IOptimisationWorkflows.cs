namespace Trading.Application.Optimisations;

/// <summary>The orchestrations that carry searches, as far as handlers call on them.</summary>
public interface IOptimisationWorkflows
{
    /// <summary>Starts the search's orchestration unless there is one.</summary>
    Task EnsureStartedAsync(OptimisationRun run, CancellationToken cancellationToken);
}
