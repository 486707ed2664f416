namespace Trading.Domain.Risk;

/// <summary>The verdict of one check.</summary>
/// <param name="Check">Its code.</param>
/// <param name="Outcome">What it says.</param>
/// <param name="Limit">What it may not exceed, as text; empty where none is set.</param>
/// <param name="Value">What was found, as text.</param>
/// <param name="Message">In words; empty when passed.</param>
public sealed record RiskFinding(string Check, RiskOutcome Outcome, string Limit, string Value, string Message);
