namespace Trading.Domain.Portfolio;

/// <summary>An amount can't be shown in another currency: there is no rate on its day.</summary>
/// <param name="of">ISO 4217 code of the amount's currency.</param>
/// <param name="currency">ISO 4217 code of the currency that it was to be shown in.</param>
/// <param name="day">The day.</param>
public sealed class RateMissingException(string of, string currency, DateOnly day)
    : Exception($"There is no rate of {of} in {currency} on {day:yyyy-MM-dd} or in the {CurrencyConverter.MaxAgeDays} days before; store one with POST /api/fx/{of}{currency}/rates.");
