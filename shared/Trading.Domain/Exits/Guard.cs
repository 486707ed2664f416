using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Domain.Exits;

/// <summary>Watches prices over one position, and closes it. Immutable; made and changed by <see cref="GuardRules"/>.</summary>
/// <param name="Id">Its id; its exits carry it.</param>
/// <param name="User">Owner.</param>
/// <param name="Account">Account that holds the position.</param>
/// <param name="Instrument">What is held.</param>
/// <param name="Segment">Where it is listed.</param>
/// <param name="Side">Direction in which the position was entered: bought or sold short.</param>
/// <param name="Plan">As asked for.</param>
/// <param name="SetAt">When, UTC.</param>
public sealed record Guard(string Id, UserId User, AccountId Account, InstrumentId Instrument, Segment Segment, Side Side, ExitPlan Plan, DateTimeOffset SetAt)
{
    /// <summary>Where the stop-loss stands; null for none.</summary>
    public Price? StopLoss { get; init; }

    /// <summary>Where the target stands; null for none.</summary>
    public Price? Target { get; init; }

    /// <summary>Best price for the position since it was set; a trailing stop stays behind it.</summary>
    public Price Best { get; init; }

    /// <summary>Time of the newest bar that it saw, UTC.</summary>
    public DateTimeOffset Seen { get; init; }

    /// <summary>How far it is.</summary>
    public GuardStatus Status { get; init; }

    /// <summary>What was reached: the tag of <see cref="ExitPlanRules"/>; null while it watches.</summary>
    public string? Reached { get; init; }

    /// <summary>The price that was reached; null while it watches.</summary>
    public Price? ReachedPrice { get; init; }

    /// <summary>Time of the bar that reached it, UTC; null while it watches.</summary>
    public DateTimeOffset? ReachedAt { get; init; }

    /// <summary>The newest order that closes the position; null before the first. It is stored here before it is made.</summary>
    public OrderId? Exit { get; init; }

    /// <summary>Size of <see cref="Exit"/>: the position when every other order in the instrument had ended and was booked.</summary>
    public Quantity ExitSize { get; init; }

    /// <summary>Code of the risk check that would deny its next exit, so that it waits for that to change; null where nothing keeps it.</summary>
    public string? WaitsFor { get; init; }

    /// <summary>Exits so far.</summary>
    public int Attempts { get; init; }

    /// <summary>True when it does nothing more.</summary>
    public bool IsDone => Status is GuardStatus.Ended or GuardStatus.Stuck;
}
