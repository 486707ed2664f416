namespace Trading.Quant.Search;

/// <summary>A combination that was tried and how well it did.</summary>
/// <param name="Parameters">The combination.</param>
/// <param name="Scores">One number for each objective, larger is better; NaN when it failed, which is worse than any number.</param>
public sealed record Trial(ParameterSet Parameters, params IReadOnlyList<double> Scores);
