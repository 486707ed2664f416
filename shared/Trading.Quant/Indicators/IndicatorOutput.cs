namespace Trading.Quant.Indicators;

/// <summary>A line that an indicator draws.</summary>
/// <param name="Name">Lower-case name in the rule language, as in <c>bbands(20, 2).lower</c>, and column of files.</param>
/// <param name="Description">What it says, with its unit.</param>
public sealed record IndicatorOutput(string Name, string Description)
{
    /// <summary>
    /// Number of bars that a chart draws the line to the left of the bar at which it is known, by parameters; null for none. Rules see
    /// the value at the bar at which it is known, so that none looks ahead.
    /// </summary>
    public Func<IReadOnlyList<double>, int>? DrawnBack { get; init; }
}
