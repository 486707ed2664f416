namespace Trading.Domain.Strategies;

/// <summary>A distance from a price, above zero: a fraction of it, or a multiple of the average true range at the decision.</summary>
/// <param name="Value">Fraction (0.05 is five percent) or multiple.</param>
/// <param name="IsAtr">True for a multiple of the average true range.</param>
public readonly record struct Level(decimal Value, bool IsAtr);
