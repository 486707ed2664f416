namespace Trading.Quant.Rules;

/// <summary>What rules need besides the bars they are applied to.</summary>
/// <param name="Series">Other bars.</param>
/// <param name="Fundamentals">Figures about companies.</param>
/// <param name="UsesPosition">True when one depends on the position held, so that it can't be evaluated ahead of the trading.</param>
public sealed record RuleData(IReadOnlyList<SeriesNeed> Series, IReadOnlyList<FundamentalNeed> Fundamentals, bool UsesPosition);
