namespace Trading.Domain.Strategies;

/// <summary>Exits of a position that need no rule: they rest at the exchange from the entry's fill on, and one that fills cancels the others.</summary>
public sealed record ExitLevels
{
    /// <summary>None.</summary>
    public static ExitLevels None { get; } = new();

    /// <summary>Distance from the entry at which a loss is cut; null for none.</summary>
    public Level? Stop { get; init; }

    /// <summary>Distance at which a stop follows the best price since the entry; null for none.</summary>
    public Level? TrailingStop { get; init; }

    /// <summary>Distance from the entry at which a gain is taken; null for none.</summary>
    public Level? Target { get; init; }

    /// <summary>Bars that the average true range is a mean of; Wilder's smoothing.</summary>
    public int AtrLength { get; init; } = 14;

    /// <summary>Bars after which a position is closed at the next open, the entry's bar being the first; null for never.</summary>
    public int? MaxBars { get; init; }
}
