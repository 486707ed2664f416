using Trading.Domain.Markets;
using Trading.Domain.Orders;

namespace Trading.Application.Exits;

/// <summary>A guard as a person asks for it, not yet checked. When it asks for nothing it is for a stop-loss at the usual distance.</summary>
public sealed record GuardDraft
{
    /// <summary>Ends the position at a loss.</summary>
    public ExitLevel? StopLoss { get; init; }

    /// <summary>Ends the position at a profit.</summary>
    public ExitLevel? Target { get; init; }

    /// <summary>Ends the position when the price turns back.</summary>
    public ExitTrail? Trailing { get; init; }

    /// <summary>Where a Korean instrument is listed; of the United States it is known.</summary>
    public Segment? Segment { get; init; }

    /// <summary>The plan that is asked for.</summary>
    internal ExitPlan Plan
    {
        get
        {
            var plan = new ExitPlan { StopLoss = StopLoss, Target = Target, Trailing = Trailing };
            return plan.IsEmpty ? plan with { StopLoss = new ExitLevel() } : plan;
        }
    }
}
