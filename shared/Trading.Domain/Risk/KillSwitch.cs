namespace Trading.Domain.Risk;

/// <summary>While engaged no order leaves the system.</summary>
/// <param name="Engaged">True to stop orders.</param>
/// <param name="Reason">Why it was last changed.</param>
/// <param name="ChangedAt">When, UTC.</param>
public sealed record KillSwitch(bool Engaged, string Reason, DateTimeOffset ChangedAt)
{
    /// <summary>Never touched.</summary>
    public static KillSwitch Released { get; } = new(false, "", default);
}
