namespace Trading.Domain.MarketData;

/// <summary>What one unit of a currency was worth in another on a day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Rate">Units of the other currency, above zero.</param>
public readonly record struct ExchangeRate(DateOnly Date, decimal Rate);
