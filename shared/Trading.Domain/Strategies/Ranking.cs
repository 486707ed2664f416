namespace Trading.Domain.Strategies;

/// <summary>Which of several entries come first when there is no room for all.</summary>
/// <param name="Expression">A number of the rule language, such as <c>rsi(14)</c>, taken at the close of the decision.</param>
/// <param name="HighestFirst">True when a large number comes first.</param>
public sealed record Ranking(string Expression, bool HighestFirst);
