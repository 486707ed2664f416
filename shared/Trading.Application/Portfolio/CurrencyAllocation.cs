namespace Trading.Application.Portfolio;

/// <summary>What the money of a currency is in, over all accounts; shares are fractions of the equity and add up to 1.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Equity">Cash and positions.</param>
/// <param name="Cash">Money to spend.</param>
/// <param name="CashShare">Cash over equity; null where the equity is not above zero.</param>
/// <param name="Instruments">By value, the largest first.</param>
public sealed record CurrencyAllocation(string Currency, decimal Equity, decimal Cash, double CashShare, IReadOnlyList<InstrumentShare> Instruments);
