namespace Trading.Application.Portfolio;

/// <summary>Statistics of closed lots, as a whole and by what they have in common.</summary>
/// <param name="All">Of all.</param>
/// <param name="ByInstrument">By instrument, such as <c>US:SPY</c>.</param>
/// <param name="ByStrategy">By the strategy whose deployment traded; null for what was traded by hand.</param>
/// <param name="ByEntryTag">By the tag of the order that opened them; null without one.</param>
/// <param name="ByExitTag">By the tag of the order that closed them; null without one.</param>
public sealed record TradesView(
    TradeStatistics All,
    IReadOnlyList<TradeStatistics> ByInstrument,
    IReadOnlyList<TradeStatistics> ByStrategy,
    IReadOnlyList<TradeStatistics> ByEntryTag,
    IReadOnlyList<TradeStatistics> ByExitTag);
