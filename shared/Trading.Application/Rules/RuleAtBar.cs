using Trading.Quant.Rules;

namespace Trading.Application.Rules;

/// <summary>Why a rule holds at a bar, or why not.</summary>
/// <param name="Time">Time of the bar.</param>
/// <param name="Explanation">Every part's value and its distance to the other side.</param>
/// <param name="Missing">Data that the rule needs and that is not there; what depends on it is not known.</param>
public sealed record RuleAtBar(DateTimeOffset Time, RuleExplanation Explanation, IReadOnlyList<RuleFinding> Missing);
