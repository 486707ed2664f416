using Trading.Application.Strategies;

namespace Trading.Application.Simulations;

/// <summary>A simulation as it is asked for, not yet checked: a stored strategy, or one that comes with the request, over stored bars.</summary>
/// <param name="StrategyId">A stored strategy; then the strategy's own fields are left out.</param>
/// <param name="Name">What its owner calls the strategy.</param>
/// <param name="Market">Market code.</param>
/// <param name="Symbols">One symbol.</param>
/// <param name="Interval">Interval code.</param>
/// <param name="Strategy">The rules.</param>
/// <param name="Costs">Costs of fills; missing: none.</param>
/// <param name="InitialCash">What the account starts with.</param>
/// <param name="From">First bar's time, a date or an instant; missing: the first that is stored.</param>
/// <param name="To">Time after the last bar, a date or an instant; missing: all that are stored now.</param>
public sealed record SimulationDraft(
    string? StrategyId = null,
    string? Name = null,
    string? Market = null,
    IReadOnlyList<string>? Symbols = null,
    string? Interval = null,
    StrategyDraft? Strategy = null,
    CostsDraft? Costs = null,
    decimal? InitialCash = null,
    string? From = null,
    string? To = null);
