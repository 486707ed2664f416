using Trading.Domain.Accounts;

namespace Trading.Domain.Risk;

/// <summary>While engaged no order leaves the system, but for those that close positions at <see cref="KillLevel.Flatten"/>.</summary>
/// <param name="Engaged">True to stop orders.</param>
/// <param name="Reason">Why it was last changed.</param>
/// <param name="ChangedAt">When, UTC.</param>
public sealed record KillSwitch(bool Engaged, string Reason, DateTimeOffset ChangedAt)
{
    /// <summary>Never touched.</summary>
    public static KillSwitch Released { get; } = new(false, "", default);

    /// <summary>How much it does; of no meaning while it is released.</summary>
    public KillLevel Level { get; init; }

    /// <summary>The account that it stops; null for all of the user.</summary>
    public AccountId? Account { get; init; }

    /// <summary>True when it lets orders of a flattening leave.</summary>
    public bool LetsClose => !Engaged || Level is KillLevel.Flatten;

    /// <summary>The one of two switches over an account that lets less through; the first of two alike.</summary>
    public static KillSwitch Tighter(KillSwitch first, KillSwitch second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Engaged != second.Engaged)
            return first.Engaged ? first : second;
        return first.LetsClose && !second.LetsClose ? second : first;
    }
}
