namespace Trading.Quant.Rules;

/// <summary>A figure about a company that rules need.</summary>
/// <param name="Symbol">Whose; null for the symbol that the rules are applied to.</param>
/// <param name="Field">Which.</param>
public sealed record FundamentalNeed(string? Symbol, FundamentalField Field);
