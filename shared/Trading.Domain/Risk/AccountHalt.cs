using Trading.Domain.Accounts;

namespace Trading.Domain.Risk;

/// <summary>While an account is halted no order opens or enlarges a position there; what makes one smaller passes.</summary>
/// <param name="Account">Which account.</param>
/// <param name="IsHalted">True to stop openings.</param>
/// <param name="Reason">Why it was last changed.</param>
/// <param name="ChangedAt">When, UTC.</param>
public sealed record AccountHalt(AccountId Account, bool IsHalted, string Reason, DateTimeOffset ChangedAt);
