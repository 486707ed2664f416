namespace Trading.Quant.Rules;

/// <summary>Something about a rule that its writer should know before trading with it.</summary>
/// <param name="Kind">What.</param>
/// <param name="Subject">Part of the rule, or data, that it is about.</param>
/// <param name="Message">As a sentence.</param>
public sealed record RuleFinding(RuleFindingKind Kind, string Subject, string Message);
