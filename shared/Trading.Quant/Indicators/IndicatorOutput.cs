namespace Trading.Quant.Indicators;

/// <summary>A line that an indicator draws.</summary>
/// <param name="Name">Lower-case name in the rule language, as in <c>bbands(20, 2).lower</c>, and column of files.</param>
/// <param name="Description">What it says, with its unit.</param>
public sealed record IndicatorOutput(string Name, string Description);
