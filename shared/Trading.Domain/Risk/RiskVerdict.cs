namespace Trading.Domain.Risk;

/// <summary>What all checks say together: passed only when none denied.</summary>
/// <param name="Findings">One per check, in the order they ran.</param>
public sealed record RiskVerdict(IReadOnlyList<RiskFinding> Findings)
{
    /// <summary>The first check that refused; null when none did.</summary>
    public RiskFinding? Denial => Findings.FirstOrDefault(finding => finding.Outcome is RiskOutcome.Deny);

    /// <summary>Checks that are near their limit.</summary>
    public IEnumerable<RiskFinding> Warnings => Findings.Where(finding => finding.Outcome is RiskOutcome.Warn);

    /// <summary>True when no check refused.</summary>
    public bool Passed => Denial is null;
}
