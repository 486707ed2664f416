namespace Trading.Domain.Risk;

/// <summary>The verdict of one check.</summary>
/// <param name="Check">Its code.</param>
/// <param name="Passed">True when the order may go on.</param>
/// <param name="Limit">What it may not exceed, as text; empty where there is no number.</param>
/// <param name="Value">What was found, as text.</param>
/// <param name="Reason">In words; empty when passed.</param>
public sealed record RiskFinding(string Check, bool Passed, string Limit, string Value, string Reason);
