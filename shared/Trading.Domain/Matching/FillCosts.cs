namespace Trading.Domain.Matching;

/// <summary>What trading costs in simulation.</summary>
/// <param name="CommissionRate">Fraction of the notional taken on each side; 0.001 is a tenth of a percent. From 0 to below 1.</param>
/// <param name="SlippageRate">Fraction of the price by which a fill is worse than the open. From 0 to below 1.</param>
public readonly record struct FillCosts(decimal CommissionRate, decimal SlippageRate);
