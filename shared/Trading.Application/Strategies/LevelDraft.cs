namespace Trading.Application.Strategies;

/// <summary>A distance from a price as it is sent.</summary>
/// <param name="Value">Fraction of the price (0.05 is five percent), or multiple of the average true range.</param>
/// <param name="IsAtr">True for a multiple of the average true range.</param>
public sealed record LevelDraft(decimal? Value = null, bool IsAtr = false);
