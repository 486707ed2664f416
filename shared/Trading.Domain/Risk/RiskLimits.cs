using Trading.Domain.Values;

namespace Trading.Domain.Risk;

/// <summary>Limits in force for a user: the tightest of the system's and the user's own.</summary>
/// <param name="MaxOrderValue">Largest value of an order that opens or enlarges a position, in the account's currency.</param>
public sealed record RiskLimits(Money MaxOrderValue);
