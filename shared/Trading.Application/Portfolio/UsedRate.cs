namespace Trading.Application.Portfolio;

/// <summary>A rate that amounts were shown at.</summary>
/// <param name="Currency">ISO 4217 code of the currency whose unit is priced.</param>
/// <param name="Rate">What one unit of it counts for.</param>
/// <param name="Date">Day of the rate.</param>
public sealed record UsedRate(string Currency, decimal Rate, DateOnly Date);
