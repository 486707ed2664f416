using Trading.Application.Backtests;

namespace Trading.Application.Optimisations;

/// <summary>What an open page is told of a search.</summary>
/// <param name="Id">Which.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Progress">Fraction of the combinations that were tried.</param>
/// <param name="BestScore">Score of the best so far; null before there is one.</param>
public sealed record OptimisationProgress(string Id, BacktestStatus Status, double Progress, double? BestScore)
{
    /// <summary>The progress of a search.</summary>
    public static OptimisationProgress Of(Optimisation optimisation)
    {
        ArgumentNullException.ThrowIfNull(optimisation);
        return new OptimisationProgress(optimisation.Id.Value, optimisation.Status, optimisation.Progress, optimisation.Best?.Scores[0]);
    }
}
