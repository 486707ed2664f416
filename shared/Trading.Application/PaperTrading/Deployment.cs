using System.Collections.Immutable;
using Trading.Domain.Accounts;
using Trading.Domain.PaperTrading;
using Trading.Domain.Strategies;
using Trading.Domain.Values;

namespace Trading.Application.PaperTrading;

/// <summary>A strategy at work on a paper account of its own, and how far it has come. Immutable.</summary>
/// <param name="User">Owner.</param>
/// <param name="Id">Its id, also of its account and its orchestration.</param>
/// <param name="Strategy">What it does.</param>
/// <param name="StrategyId">The stored strategy it was made from; null when it came with the request.</param>
/// <param name="InitialCash">What the account starts with.</param>
/// <param name="Replay">Stored bars to trade through; null to follow new bars as they arrive.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
public sealed record Deployment(
    UserId User,
    DeploymentId Id,
    StrategyDocument Strategy,
    StrategyId? StrategyId,
    Money InitialCash,
    ReplayPlan? Replay,
    DateTimeOffset CreatedAt)
{
    /// <summary>Where it stands.</summary>
    public DeploymentStatus Status { get; init; } = DeploymentStatus.Running;

    /// <summary>While stopping: where it ends.</summary>
    public DeploymentStatus EndsAs { get; init; } = DeploymentStatus.Stopped;

    /// <summary>Time of the last bar whose close was looked at, UTC; null before the first. A follower starts behind the bars that were stored when it was made.</summary>
    public DateTimeOffset? Cursor { get; init; }

    /// <summary>Time of the bar whose open has been traded while its close is still to come; null otherwise.</summary>
    public DateTimeOffset? Opened { get; init; }

    /// <summary>Bars processed.</summary>
    public int Bars { get; init; }

    /// <summary>Signals raised; each becomes one order.</summary>
    public int Signals { get; init; }

    /// <summary>Orders seen to have been made of the signals.</summary>
    public int Orders { get; init; }

    /// <summary>Close of the last bar processed; what positions are valued at. Null before the first.</summary>
    public Price? LastClose { get; init; }

    /// <summary>Orders on their way.</summary>
    public ImmutableList<PendingOrder> Pending { get; init; } = [];

    /// <summary>Why it failed; null otherwise.</summary>
    public string? Failure { get; init; }

    /// <summary>When it last changed, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; init; } = CreatedAt;

    /// <summary>Its account.</summary>
    public AccountId Account => new(Id.Value);

    /// <summary>True when it will not go on.</summary>
    public bool HasEnded => Status is DeploymentStatus.Completed or DeploymentStatus.Stopped or DeploymentStatus.Failed;
}
