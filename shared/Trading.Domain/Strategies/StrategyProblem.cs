namespace Trading.Domain.Strategies;

/// <summary>What is wrong with a field of a strategy.</summary>
/// <param name="Field">Path of the field in camel case, such as <c>strategy.sizing.value</c>.</param>
/// <param name="Message">Its value, and what was expected.</param>
public sealed record StrategyProblem(string Field, string Message);
