namespace Trading.Application.Strategies;

/// <summary>A strategy and what it works on, as they are sent, not yet checked.</summary>
/// <param name="Name">What its owner calls it; missing: the rule that opens a position.</param>
/// <param name="Market">Market code.</param>
/// <param name="Symbols">One symbol or more, of the market.</param>
/// <param name="Interval">Interval code.</param>
/// <param name="Strategy">The rules.</param>
/// <param name="Costs">Costs when simulated; missing: none.</param>
/// <param name="Segment">Whose ticks, price limits, transaction tax and regulators' fees hold: <c>kospi</c>, <c>kosdaq</c>, <c>koreanFund</c> or <c>unitedStates</c>; missing: none.</param>
/// <param name="Description">What it is for, in its owner's words; may be missing.</param>
/// <param name="Kind">What it bets on: <c>momentum</c>, <c>meanReversion</c> or <c>factor</c>; may be missing.</param>
/// <param name="Parameters">Numbers that the rules leave open as <c>$name</c>, with the values with which it is put to work; missing: none.</param>
public sealed record StrategyDocumentDraft(
    string? Name = null,
    string? Market = null,
    IReadOnlyList<string>? Symbols = null,
    string? Interval = null,
    StrategyDraft? Strategy = null,
    CostsDraft? Costs = null,
    string? Segment = null,
    string? Description = null,
    string? Kind = null,
    IReadOnlyList<StrategyParameterDraft>? Parameters = null);
