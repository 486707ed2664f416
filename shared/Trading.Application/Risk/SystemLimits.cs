using Trading.Domain.Values;

namespace Trading.Application.Risk;

/// <summary>Limits that the system's operator chose; no user can exceed them.</summary>
/// <param name="MaxOrderValue">Largest value of an order by currency, ISO 4217; each currency that a market trades in has one.</param>
public sealed record SystemLimits(IReadOnlyDictionary<string, Money> MaxOrderValue);
