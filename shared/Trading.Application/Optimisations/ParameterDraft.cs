namespace Trading.Application.Optimisations;

/// <summary>The values that a parameter may take, as they are sent: a range of numbers or a list.</summary>
/// <param name="Name">The parameter, in rules written <c>$name</c>.</param>
/// <param name="From">Smallest value.</param>
/// <param name="To">Largest value.</param>
/// <param name="Step">Distance of neighbours; missing: every number between, which a grid can't try.</param>
/// <param name="Values">Values without an order, instead of a range.</param>
/// <param name="Logarithmic">True when a search tries equal ratios equally often.</param>
public sealed record ParameterDraft(
    string? Name = null, double? From = null, double? To = null, double? Step = null, IReadOnlyList<double>? Values = null, bool Logarithmic = false);
