using Trading.Domain.Backtests;
using Trading.Quant.Search;
using Trading.Quant.Search.Validation;

namespace Trading.Application.Optimisations;

/// <summary>A search for parameters that can be run.</summary>
/// <param name="Backtest">Strategy with its placeholders, instrument, costs, cash and dates.</param>
/// <param name="Space">Where to look.</param>
/// <param name="Method">How combinations are chosen.</param>
/// <param name="Trials">Most combinations to try.</param>
/// <param name="Seed">Chooses the draws.</param>
/// <param name="Objectives">What to look for; the first decides what is best.</param>
/// <param name="Folds">For a number of bars: what is chosen on and judged on; null without a validation.</param>
public sealed record OptimisationRequest(
    BacktestRequest Backtest, ParameterSpace Space, SearchMethod Method, int Trials, ulong Seed, IReadOnlyList<Objective> Objectives,
    Func<int, IReadOnlyList<ValidationFold>>? Folds)
{
    /// <summary>True when its combinations run from signal to signal, sharing what their rules have in common; false for the general engine.</summary>
    public required bool IsFast { get; init; }

    /// <summary>True when what is tried next follows from what came out so far, so that chunks run one after the other.</summary>
    public bool IsAdaptive => Method is SearchMethod.Bayesian or SearchMethod.Genetic;
}
