namespace Trading.Domain.Orders;

/// <summary>How a position is to be left; at least one way. What fits together is checked, and turned into prices and orders, by <see cref="ExitPlanRules"/>.</summary>
public sealed record ExitPlan
{
    /// <summary>Distance of a stop-loss that was asked for without a number.</summary>
    public const decimal DefaultStopLossRate = 0.05m;

    /// <summary>Ends the position at a loss; null for none. With neither price nor rate it stands <see cref="DefaultStopLossRate"/> away.</summary>
    public ExitLevel? StopLoss { get; init; }

    /// <summary>Ends the position at a profit; null for none.</summary>
    public ExitLevel? Target { get; init; }

    /// <summary>Ends the position when the price turns back; null for none.</summary>
    public ExitTrail? Trailing { get; init; }

    /// <summary>True when it asks for nothing.</summary>
    public bool IsEmpty => this is { StopLoss: null, Target: null, Trailing: null };
}
