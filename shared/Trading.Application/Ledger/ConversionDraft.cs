namespace Trading.Application.Ledger;

/// <summary>A conversion of cash as a request says it.</summary>
/// <param name="From">ISO 4217 code of what is given.</param>
/// <param name="To">ISO 4217 code of what is got for it.</param>
/// <param name="Amount">Given, above zero, in <paramref name="From"/>.</param>
/// <param name="Rate">Units of <paramref name="To"/> for one of <paramref name="From"/>, above zero.</param>
public sealed record ConversionDraft(string? From = null, string? To = null, decimal? Amount = null, decimal? Rate = null);
