namespace Trading.Application.Strategies;

/// <summary>How much an entry buys or sells short, as it is sent.</summary>
/// <param name="Kind"><c>allIn</c>, <c>amount</c>, <c>units</c>, <c>equityFraction</c>, <c>volatilityTarget</c>, <c>kelly</c> or <c>equalWeight</c>.</param>
/// <param name="WholeUnits">True for whole units only.</param>
/// <param name="Value">What the kind is called with: money, units or a fraction; of no meaning to all in and equal weight.</param>
/// <param name="Lookback">Returns that the volatility target and the Kelly fraction look back on; missing: 20.</param>
/// <param name="MaxFraction">Largest fraction of the equity that these two may ask for; missing: 1.</param>
public sealed record SizingDraft(
    string? Kind = null, bool WholeUnits = false, decimal? Value = null, int? Lookback = null, decimal? MaxFraction = null);
