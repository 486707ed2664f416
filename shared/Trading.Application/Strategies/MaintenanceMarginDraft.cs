namespace Trading.Application.Strategies;

/// <summary>Least equity of an account with credit as it is sent; what is missing is as in FINRA Rule 4210.</summary>
/// <param name="LongRate">Fraction of the value of what is held; missing: 0.25.</param>
/// <param name="ShortRate">Fraction of the value of what was sold short; missing: 0.3.</param>
public sealed record MaintenanceMarginDraft(decimal? LongRate = null, decimal? ShortRate = null);
