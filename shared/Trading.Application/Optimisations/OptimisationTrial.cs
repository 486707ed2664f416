using Trading.Quant.Backtests;
using Trading.Quant.Search;

namespace Trading.Application.Optimisations;

/// <summary>A combination that was tried.</summary>
/// <param name="Index">Its position in the search, from 0.</param>
/// <param name="Parameters">The combination.</param>
/// <param name="Result">What it came to on all bars.</param>
public sealed record OptimisationTrial(int Index, ParameterSet Parameters, BacktestResult Result)
{
    /// <summary>The trial with a score for each objective.</summary>
    public Trial Scored(params IReadOnlyList<Objective> objectives) => new(Parameters, [.. objectives.Select(objective => objective.Score(Result))]);
}
