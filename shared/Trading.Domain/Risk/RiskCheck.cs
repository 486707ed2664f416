namespace Trading.Domain.Risk;

/// <summary>One rule that every order must pass. Pure.</summary>
/// <param name="Code">Stable, lower case with hyphens.</param>
/// <param name="Judge">The rule. Whatever it throws denies the order.</param>
public sealed record RiskCheck(string Code, Func<RiskContext, RiskFinding> Judge);
