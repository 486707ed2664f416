namespace Trading.Application.Strategies;

/// <summary>A check of a strategy that can be stored, and what it found. A strategy may be kept whatever the checks say.</summary>
/// <param name="Code">Which: <c>unreachable-rule</c>, <c>missing-data</c>, <c>warm-up</c> or <c>look-ahead</c>.</param>
/// <param name="Verdict">What it came to.</param>
/// <param name="Findings">What was found, a sentence each; empty when it passed.</param>
public sealed record StrategyCheck(string Code, StrategyVerdict Verdict, IReadOnlyList<string> Findings);
