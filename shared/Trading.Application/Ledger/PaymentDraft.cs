namespace Trading.Application.Ledger;

/// <summary>A payment without a trade as a request says it.</summary>
/// <param name="Kind">What it is: <c>interest</c>, <c>fees</c> or <c>taxes</c>.</param>
/// <param name="Amount">Above zero what was received, below zero what was paid.</param>
/// <param name="Currency">ISO 4217 code; the account's own where it is left out.</param>
public sealed record PaymentDraft(string? Kind = null, decimal? Amount = null, string? Currency = null);
