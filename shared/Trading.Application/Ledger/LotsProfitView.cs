namespace Trading.Application.Ledger;

/// <summary>Profit of closed units of one currency, by both methods.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="RealisedProfit">Of all closed lots, first in, first out, before commissions and taxes.</param>
/// <param name="RealisedProfitAtAverageCost">The same units closed at average cost; equal once nothing is held.</param>
public sealed record LotsProfitView(string Currency, decimal RealisedProfit, decimal RealisedProfitAtAverageCost);
