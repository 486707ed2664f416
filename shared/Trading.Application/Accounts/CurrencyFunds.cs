namespace Trading.Application.Accounts;

/// <summary>What an account has in one currency.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Cash">Money to spend.</param>
/// <param name="MarketValue">Of its positions at their last stored closes; at cost where there is none.</param>
/// <param name="Equity">Both together.</param>
/// <param name="Deposits">Paid in by the owner, less what was withdrawn.</param>
/// <param name="RealisedProfit">Profit of closed units, before commissions and taxes.</param>
/// <param name="Fees">Commissions paid.</param>
/// <param name="Taxes">Taxes paid.</param>
public record CurrencyFunds(
    string Currency, decimal Cash, decimal MarketValue, decimal Equity, decimal Deposits, decimal RealisedProfit, decimal Fees, decimal Taxes);
