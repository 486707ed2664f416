namespace Trading.Application.Portfolio;

/// <summary>The part of all money that is in one currency.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Share">As a fraction of the whole.</param>
public sealed record CurrencyShare(string Currency, double Share);
