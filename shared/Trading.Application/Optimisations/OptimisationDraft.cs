using Trading.Application.Strategies;

namespace Trading.Application.Optimisations;

/// <summary>A search for parameters as it is asked for, not yet checked.</summary>
/// <param name="Name">What its owner calls the strategy.</param>
/// <param name="Market">Market code.</param>
/// <param name="Symbols">One symbol.</param>
/// <param name="Interval">Interval code.</param>
/// <param name="InitialCash">Cash at the start.</param>
/// <param name="Strategy">The rules, with <c>$name</c> where a parameter stands.</param>
/// <param name="Costs">Costs; missing: none.</param>
/// <param name="From">First bar's time, a date or an instant; missing: the first that is stored.</param>
/// <param name="To">Time after the last bar, a date or an instant; missing: all that are stored.</param>
/// <param name="Parameters">The values to try.</param>
/// <param name="Constraints">What must hold between them, such as <c>fast &lt; slow</c>.</param>
/// <param name="Method"><c>grid</c>, <c>random</c>, <c>bayesian</c> or <c>genetic</c>; missing: grid.</param>
/// <param name="Trials">Most combinations to try; a grid tries all of its own when it is missing.</param>
/// <param name="Seed">Chooses the draws of a method that draws.</param>
/// <param name="Objectives">What to look for, the first decides what is best; missing: <c>sharpe</c>.</param>
/// <param name="Validation">How the choice is judged; missing: not at all.</param>
/// <param name="StrategyId">A stored strategy, in place of name, market, symbols, interval, strategy, costs and segment; without <paramref name="Parameters"/> the ranges of its own are tried.</param>
/// <param name="StrategyVersion">Which version of it; missing: the newest.</param>
/// <param name="Segment">Whose ticks, price limits, taxes and fees hold; missing: none.</param>
public sealed record OptimisationDraft(
    string? Name = null,
    string? Market = null,
    IReadOnlyList<string>? Symbols = null,
    string? Interval = null,
    decimal? InitialCash = null,
    StrategyDraft? Strategy = null,
    CostsDraft? Costs = null,
    string? From = null,
    string? To = null,
    IReadOnlyList<ParameterDraft>? Parameters = null,
    IReadOnlyList<string>? Constraints = null,
    string? Method = null,
    int? Trials = null,
    ulong Seed = 1,
    IReadOnlyList<string>? Objectives = null,
    ValidationDraft? Validation = null,
    string? StrategyId = null,
    int? StrategyVersion = null,
    string? Segment = null);
