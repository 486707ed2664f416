namespace Trading.Domain.Risk;

/// <summary>What a check says of an order.</summary>
public enum RiskOutcome
{
    /// <summary>It may go on.</summary>
    Pass,

    /// <summary>It may go on, and has used up <see cref="RiskRules.WarnFrom"/> of the limit or more.</summary>
    Warn,

    /// <summary>It may not leave.</summary>
    Deny,
}
