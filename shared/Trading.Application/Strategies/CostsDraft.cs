namespace Trading.Application.Strategies;

/// <summary>Costs of trading as they are sent; what is missing is zero.</summary>
/// <param name="CommissionRate">Fraction of the notional per side.</param>
/// <param name="SlippageRate">Fraction by which a fill is worse than the open.</param>
public sealed record CostsDraft(decimal CommissionRate = 0, decimal SlippageRate = 0);
