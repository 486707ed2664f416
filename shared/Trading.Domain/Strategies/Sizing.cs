namespace Trading.Domain.Strategies;

/// <summary>How much an entry buys.</summary>
/// <param name="Kind">The method.</param>
/// <param name="WholeUnits">True when only whole units may be held: the size is rounded down and the rest stays cash.</param>
public sealed record Sizing(SizingKind Kind, bool WholeUnits);
