namespace Trading.Domain.Markets;

/// <summary>What a broker takes for a fill: a fraction of the notional and an amount per unit, together at least a minimum, and never more than a maximum.</summary>
/// <param name="Rate">Fraction of the notional, from 0 to below 1; 0.00015 is a common rate in Korea.</param>
/// <param name="PerUnit">Amount per unit, zero or more; 0.005 dollar is a common rate in the United States.</param>
/// <param name="Minimum">Least amount of a fill, zero or more.</param>
/// <param name="Maximum">Most of a fill as a fraction of its notional, above 0 and below 1; it holds against the minimum too. Null for none.</param>
public readonly record struct CommissionSchedule(decimal Rate, decimal PerUnit = 0, decimal Minimum = 0, decimal? Maximum = null);
