using Trading.Domain.Risk;

namespace Trading.Application.Risk;

/// <summary>What a check said of an order, as the API shows it.</summary>
/// <param name="Check">Its code.</param>
/// <param name="Verdict">Whether the order may go on.</param>
/// <param name="Limit">What it may not exceed, as text; empty where none is set.</param>
/// <param name="Value">What was found, as text.</param>
/// <param name="Message">In words; empty when passed.</param>
public sealed record RiskFindingView(string Check, RiskOutcome Verdict, string Limit, string Value, string Message)
{
    /// <summary>Of a finding.</summary>
    public static RiskFindingView Of(RiskFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return new RiskFindingView(finding.Check, finding.Outcome, finding.Limit, finding.Value, finding.Message);
    }
}
