using Trading.Quant.Backtests;

namespace Trading.Quant.Search.Sweeps;

/// <summary>What one combination came to.</summary>
/// <param name="Index">Its position among the combinations, from 0.</param>
/// <param name="Parameters">The combination.</param>
/// <param name="Results">One result for each window of the plan; one for the whole series where it has none.</param>
public sealed record SweepResult(long Index, ParameterSet Parameters, IReadOnlyList<BacktestResult> Results)
{
    /// <summary>The result of the first window.</summary>
    public BacktestResult Result => Results[0];
}
