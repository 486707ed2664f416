using Trading.Quant.Rules;

namespace Trading.Application.Rules;

/// <summary>What can be said of a text as a rule without any bars.</summary>
/// <param name="Canonical">The rule in canonical form; null when the text is no rule.</param>
/// <param name="Warmup">Bars that must have closed before every part has a value, at most.</param>
/// <param name="Data">What it needs besides the bars it is applied to; null when the text is no rule.</param>
/// <param name="Findings">Parts that can never hold, or always do.</param>
/// <param name="Errors">Everything that is wrong with the text, by position.</param>
public sealed record RuleCheck(string? Canonical, int Warmup, RuleData? Data, IReadOnlyList<RuleFinding> Findings, IReadOnlyList<RuleError> Errors);
