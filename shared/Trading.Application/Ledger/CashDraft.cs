namespace Trading.Application.Ledger;

/// <summary>A deposit or a withdrawal as a request says it.</summary>
/// <param name="Amount">Above zero.</param>
/// <param name="Currency">ISO 4217 code; the account's own where it is left out.</param>
public sealed record CashDraft(decimal? Amount = null, string? Currency = null);
