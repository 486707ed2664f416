namespace Trading.Quant.Indicators;

/// <summary>What must hold between the numbers an indicator is called with.</summary>
/// <param name="Expected">What is expected, in words, as in <c>fast below slow</c>.</param>
/// <param name="Holds">Whether it holds of one number for each parameter.</param>
public sealed record IndicatorConstraint(string Expected, Func<IReadOnlyList<double>, bool> Holds);
