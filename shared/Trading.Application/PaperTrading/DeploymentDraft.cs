using Trading.Application.Strategies;

namespace Trading.Application.PaperTrading;

/// <summary>A deployment as it is asked for, not yet checked: a stored strategy, or one that comes with the request.</summary>
/// <param name="StrategyId">A stored strategy; then the strategy's own fields are left out.</param>
/// <param name="Name">What its owner calls the strategy.</param>
/// <param name="Market">Market code.</param>
/// <param name="Symbols">One symbol.</param>
/// <param name="Interval">Interval code.</param>
/// <param name="Strategy">The rules.</param>
/// <param name="Costs">Costs of simulated fills; missing: none.</param>
/// <param name="InitialCash">What the account starts with.</param>
/// <param name="Replay">Stored bars to trade through; missing: follow new bars.</param>
public sealed record DeploymentDraft(
    string? StrategyId = null,
    string? Name = null,
    string? Market = null,
    IReadOnlyList<string>? Symbols = null,
    string? Interval = null,
    StrategyDraft? Strategy = null,
    CostsDraft? Costs = null,
    decimal? InitialCash = null,
    ReplayDraft? Replay = null);
