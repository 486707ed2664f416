namespace Trading.Domain.Portfolio;

/// <summary>Why an amount can't be shown in another currency: no rate is known on its day, or only one older than <see cref="CurrencyConverter.MaxAgeDays"/>.</summary>
/// <param name="Of">ISO 4217 code of the amount's currency.</param>
/// <param name="In">ISO 4217 code of the currency that it was to be shown in.</param>
/// <param name="Day">The day.</param>
public sealed record MissingRate(string Of, string In, DateOnly Day);
