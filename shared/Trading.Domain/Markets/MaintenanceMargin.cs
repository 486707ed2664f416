namespace Trading.Domain.Markets;

/// <summary>Least equity of an account with credit, as fractions of the value of its positions.</summary>
/// <param name="LongRate">Fraction of the value of what is held, above 0 and at most 1.</param>
/// <param name="ShortRate">Fraction of the value of what was sold short, above 0 and at most 1.</param>
public sealed record MaintenanceMargin(decimal LongRate, decimal ShortRate)
{
    /// <summary>What FINRA Rule 4210(c) asks of listed shares: 25 % and 30 %.</summary>
    /// <remarks>Its amounts per share for shares below 16.67 dollars sold short are left out. Brokers may ask for more.</remarks>
    public static MaintenanceMargin Finra4210 { get; } = new(0.25m, 0.30m);
}
