namespace Trading.Application.Portfolio;

/// <summary>The money of all currencies, shown in one at the last rates.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="TotalAssets">Cash and positions.</param>
/// <param name="Cash">Money to spend.</param>
/// <param name="StockValue">Of the positions.</param>
/// <param name="Rates">What one unit of each other currency counts for.</param>
/// <param name="Shares">Part of the whole that is in each currency, the largest first; null where the whole is not above zero.</param>
public sealed record TogetherHoldings(
    string Currency, decimal TotalAssets, decimal Cash, decimal StockValue, IReadOnlyList<UsedRate> Rates, IReadOnlyList<CurrencyShare> Shares);
