namespace Trading.Domain.Matching;

/// <summary>What a cash account may trade with in one instrument: it buys with what it has, and sells what it holds.</summary>
/// <param name="Cash">Money to spend.</param>
/// <param name="Units">Units held, zero or more.</param>
public readonly record struct MarketHolding(decimal Cash, decimal Units);
