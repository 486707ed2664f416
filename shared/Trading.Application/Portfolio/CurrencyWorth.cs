namespace Trading.Application.Portfolio;

/// <summary>What there is in one currency, of an account or of all together.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Cash">Money to spend.</param>
/// <param name="MarketValue">Of all positions.</param>
/// <param name="Equity">Both together.</param>
/// <param name="UnrealisedProfit">Profit that closing everything would realise, before commissions.</param>
/// <param name="RealisedProfit">Profit of closed units, before commissions.</param>
/// <param name="Fees">Commissions paid.</param>
public sealed record CurrencyWorth(
    string Currency, decimal Cash, decimal MarketValue, decimal Equity, decimal UnrealisedProfit, decimal RealisedProfit, decimal Fees);
