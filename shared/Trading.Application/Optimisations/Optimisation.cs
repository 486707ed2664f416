using Trading.Application.Backtests;
using Trading.Domain.Accounts;
using Trading.Domain.Optimisations;

namespace Trading.Application.Optimisations;

/// <summary>A search for parameters of a user, from the request to the result.</summary>
/// <param name="User">Its owner.</param>
/// <param name="Id">Its id.</param>
/// <param name="Draft">What is searched, as it was asked for and found good; its end lies at the last bar that was stored then.</param>
/// <param name="IsSynthetic">True when the bars were generated and are no market's prices.</param>
/// <param name="CreatedAt">When it was asked for, UTC.</param>
/// <param name="Trials">Combinations to try; a search may end with fewer when nothing is left.</param>
/// <param name="ChunkSize">Combinations that run together.</param>
public sealed record Optimisation(
    UserId User, OptimisationId Id, OptimisationDraft Draft, bool IsSynthetic, DateTimeOffset CreatedAt, int Trials, int ChunkSize)
{
    /// <summary>How far it is.</summary>
    public BacktestStatus Status { get; init; }

    /// <summary>Combinations that were tried and stored.</summary>
    public int Done { get; init; }

    /// <summary>The best so far; null before there is one with a score.</summary>
    public TrialView? Best { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The result, once completed.</summary>
    public OptimisationResult? Result { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    /// <summary>True when nothing will change any more.</summary>
    public bool HasEnded => Status is BacktestStatus.Completed or BacktestStatus.Failed or BacktestStatus.Cancelled;

    /// <summary>Fraction of the combinations that were tried.</summary>
    public double Progress => Status == BacktestStatus.Completed ? 1 : (double)Done / Trials;

    /// <summary>What is searched.</summary>
    /// <exception cref="InvalidOperationException">What was found good once is no longer.</exception>
    public OptimisationRequest Request()
    {
        var errors = new FieldErrors();
        return OptimisationReader.Read(Draft, errors) ?? throw new InvalidOperationException($"The search {Id} can't be read any more: {errors}");
    }
}
