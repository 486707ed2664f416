using Trading.Quant.Backtests;

namespace Trading.Quant.Search.Sweeps;

/// <summary>A strategy that is to be back-tested with many combinations of parameters.</summary>
/// <param name="Strategy">The strategy with its parameters left open.</param>
/// <param name="Combinations">What to put in; read once, in order, and not kept, so that a grid of any size takes no memory.</param>
/// <param name="Settings">The conditions, the same for all.</param>
public sealed record SweepPlan(StrategyTemplate Strategy, IEnumerable<ParameterSet> Combinations, BacktestSettings Settings)
{
    /// <summary>The windows on which each combination is judged, each with an account of its own; empty for the whole series.</summary>
    public IReadOnlyList<BarWindow> Windows { get; init; } = [];

    /// <summary>What the general engine must know; null when the combinations run from signal to signal, see <see cref="Backtests.Fast.FastBacktest.CanRun"/>.</summary>
    public GeneralConditions? General { get; init; }

    /// <summary>Most processor cores to use, 1 or more. No result depends on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
