using Trading.Domain.Values;

namespace Trading.Application.Risk;

/// <summary>Limits that the system's operator chose; no user can exceed them.</summary>
/// <param name="MaxOrderValue">Largest value of an order, in the account's currency.</param>
public sealed record SystemLimits(Money MaxOrderValue);
