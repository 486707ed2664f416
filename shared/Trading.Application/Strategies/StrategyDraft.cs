namespace Trading.Application.Strategies;

/// <summary>A strategy's rules as they are sent, not yet checked.</summary>
/// <param name="Entry">Rule that opens a position.</param>
/// <param name="Exit">Rule that closes it; may be missing.</param>
/// <param name="Sizing">How much an entry buys; missing: all in, fractions allowed.</param>
public sealed record StrategyDraft(string? Entry = null, string? Exit = null, SizingDraft? Sizing = null);
