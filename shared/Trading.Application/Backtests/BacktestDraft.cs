using Trading.Application.Risk;
using Trading.Application.Strategies;

namespace Trading.Application.Backtests;

/// <summary>A back-test as it is asked for, not yet checked.</summary>
/// <param name="Name">What its owner calls the strategy.</param>
/// <param name="Market">Market code.</param>
/// <param name="Symbols">One symbol or more, of the market.</param>
/// <param name="Interval">Interval code.</param>
/// <param name="InitialCash">Cash at the start.</param>
/// <param name="Strategy">The rules.</param>
/// <param name="Costs">Costs; missing: none.</param>
/// <param name="From">First bar's time, a date or an instant; missing: the first that is stored.</param>
/// <param name="To">Time after the last bar, a date or an instant; missing: all that are stored.</param>
/// <param name="Segment">Whose ticks, price limits, transaction tax and regulators' fees hold; missing: none.</param>
/// <param name="StrategyId">A stored strategy to test, in place of name, market, symbols, interval, strategy, costs and segment.</param>
/// <param name="StrategyVersion">Which version of it; missing: the newest.</param>
/// <param name="Parameters">Values of its parameters by name, in place of the defaults.</param>
/// <param name="Limits">Limits that its orders must keep, as they are set for live trading; missing: none.</param>
public sealed record BacktestDraft(
    string? Name = null,
    string? Market = null,
    IReadOnlyList<string>? Symbols = null,
    string? Interval = null,
    decimal? InitialCash = null,
    StrategyDraft? Strategy = null,
    CostsDraft? Costs = null,
    string? From = null,
    string? To = null,
    string? Segment = null,
    string? StrategyId = null,
    int? StrategyVersion = null,
    IReadOnlyDictionary<string, double>? Parameters = null,
    RiskLimitsDocument? Limits = null);
