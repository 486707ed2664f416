using Trading.Domain.Values;

namespace Trading.Domain.Risk;

/// <summary>The account as the checks see it, before the order: what it has in the currency of the order's market, as amounts of different currencies are never added.</summary>
/// <param name="Equity">Cash and positions.</param>
/// <param name="PositionValue">Of the order's instrument, never negative.</param>
/// <param name="GrossExposure">Values of all positions, long and short added up.</param>
/// <param name="DayProfit">Of the market's day so far, realised and not, after costs; a loss is below zero. Null when it can't be told.</param>
public sealed record RiskAccount(Money Equity, Money PositionValue, Money GrossExposure, Money? DayProfit);
