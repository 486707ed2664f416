namespace Trading.Application.PaperTrading;

/// <summary>An account as it is stored at the simulated broker.</summary>
/// <param name="Account">The account.</param>
/// <param name="Tag">Version of the store; null for an account that is not stored yet.</param>
public sealed record StoredPaperAccount(PaperAccount Account, string? Tag);
