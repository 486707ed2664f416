namespace Trading.Application.Strategies;

/// <summary>A number that a strategy's rules leave open, as it is sent.</summary>
/// <param name="Name">In the rules written <c>$name</c>: letters, digits and underscores, the first no digit.</param>
/// <param name="Default">The value with which the strategy is put to work.</param>
/// <param name="From">Smallest value worth trying; may be missing, together with <paramref name="To"/>.</param>
/// <param name="To">Largest value worth trying.</param>
/// <param name="Step">Distance of neighbours; missing: every number between, which a grid can't try.</param>
public sealed record StrategyParameterDraft(string? Name = null, double? Default = null, double? From = null, double? To = null, double? Step = null);
