namespace Trading.Application.Optimisations;

/// <summary>Trials that were run together.</summary>
/// <param name="Number">Which chunk, from 0.</param>
/// <param name="Trials">The trials in order; none when the search found nothing left to try.</param>
/// <param name="Choices">For each fold of the validation the best of these trials; empty without a validation.</param>
public sealed record OptimisationChunk(int Number, IReadOnlyList<OptimisationTrial> Trials, IReadOnlyList<FoldChoice> Choices);
