namespace Trading.Domain.Strategies;

/// <summary>A number that a strategy's rules leave open, written <c>$name</c> there.</summary>
/// <param name="Name">Its name, whatever its case.</param>
/// <param name="Default">The value with which the strategy is put to work.</param>
/// <param name="From">Smallest value worth trying; null when no search is meant to change it.</param>
/// <param name="To">Largest value worth trying; null together with <paramref name="From"/>.</param>
/// <param name="Step">Distance of neighbours; null for every number between.</param>
public sealed record StrategyParameter(string Name, double Default, double? From = null, double? To = null, double? Step = null);
