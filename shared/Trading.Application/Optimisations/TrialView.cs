using Trading.Application.Backtests;
using Trading.Quant.Search;

namespace Trading.Application.Optimisations;

/// <summary>A trial as it is shown and sent: what is not defined is null, never NaN.</summary>
/// <param name="Index">Its position in the search, from 0.</param>
/// <param name="Parameters">The value of each parameter.</param>
/// <param name="Scores">One for each objective; larger is better.</param>
/// <param name="Result">What it came to.</param>
public sealed record TrialView(int Index, IReadOnlyDictionary<string, double> Parameters, IReadOnlyList<double?> Scores, BacktestResultView Result)
{
    /// <summary>The view of a trial.</summary>
    public static TrialView Of(OptimisationTrial trial, IReadOnlyList<Objective> objectives)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(objectives);
        var parameters = new Dictionary<string, double>();
        for (var i = 0; i < trial.Parameters.Names.Count; i++)
            parameters[trial.Parameters.Names[i]] = trial.Parameters.Values[i];
        return new TrialView(
            trial.Index, parameters, [.. objectives.Select(objective => Defined(objective.Score(trial.Result)))], BacktestResultView.Of(trial.Result));
    }

    internal static double? Defined(double value) => double.IsFinite(value) ? value : null;
}
