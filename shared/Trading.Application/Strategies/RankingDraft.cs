namespace Trading.Application.Strategies;

/// <summary>Which of several entries come first, as it is sent.</summary>
/// <param name="Expression">A number of the rule language, such as <c>roc(20)</c>.</param>
/// <param name="HighestFirst">True when a large number comes first.</param>
public sealed record RankingDraft(string? Expression = null, bool HighestFirst = true);
