using Trading.Domain.Values;

namespace Trading.Domain.Matching;

/// <summary>How a market order traded.</summary>
/// <param name="Quantity">Units, never zero.</param>
/// <param name="Price">Per unit, slippage included, commission not.</param>
/// <param name="Commission">Zero or more.</param>
public sealed record MarketFill(Quantity Quantity, Price Price, Money Commission);
