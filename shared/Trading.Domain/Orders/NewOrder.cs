using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.PaperTrading;
using Trading.Domain.Signals;
using Trading.Domain.Values;

namespace Trading.Domain.Orders;

/// <summary>The intent to trade, stored before anything is sent. A market order unless <see cref="Instructions"/> say otherwise.</summary>
/// <param name="Id">Ours; the broker is given the same one.</param>
/// <param name="User">Owner.</param>
/// <param name="Account">Account that pays and receives.</param>
/// <param name="Instrument">What to trade.</param>
/// <param name="Side">Direction.</param>
/// <param name="Size">How much.</param>
/// <param name="Effect">What it does to the position, as known when the intent was made.</param>
/// <param name="ReferencePrice">The price that the decision was taken on; values the order for risk limits.</param>
/// <param name="Signal">The signal it comes from; null for an order that a person made.</param>
/// <param name="Deployment">The deployment to tell of its progress; null where there is none.</param>
/// <param name="CreatedAt">When the intent was made, UTC.</param>
public sealed record NewOrder(
    OrderId Id,
    UserId User,
    AccountId Account,
    InstrumentId Instrument,
    Side Side,
    OrderSize Size,
    OrderEffect Effect,
    Price ReferencePrice,
    SignalId? Signal,
    DeploymentId? Deployment,
    DateTimeOffset CreatedAt)
{
    /// <summary>The broker of every account that was made before accounts named one, and of those that simulate.</summary>
    public const string Simulator = "simulator";

    /// <summary>Longest <see cref="Tag"/>, in characters.</summary>
    public const int MaxTagLength = 32;

    /// <summary>When it trades, at which price, and how long it works.</summary>
    public OrderInstructions Instructions { get; init; } = OrderInstructions.Market;

    /// <summary>Code of the broker that it goes to.</summary>
    public string Broker { get; init; } = Simulator;

    /// <summary>Where the instrument is listed; null where only the market is known.</summary>
    public Segment? Segment { get; init; }

    /// <summary>Why it was made, as its maker calls it: what statistics are grouped by. At most <see cref="MaxTagLength"/> letters, digits and hyphens; null for none.</summary>
    public string? Tag { get; init; }

    /// <summary>The order whose place it takes; null for none. Its size counts what that one traded: 100 after 30 were filled trades 70.</summary>
    public OrderId? Replaces { get; init; }

    /// <summary>Orders of one account and instrument with the same group cancel each other: as soon as one trades, the broker ends the others. Null for an order of its own.</summary>
    public string? Group { get; init; }

    /// <summary>Exits that are placed as it trades; null for none.</summary>
    public ExitPlan? Bracket { get; init; }

    /// <summary>The entry whose fill it protects; null for an order that is no exit of a bracket.</summary>
    public OrderId? Entry { get; init; }

    /// <summary>The flattening of its account that it belongs to: it closes a position. Null for every other order.</summary>
    public string? Flattening { get; init; }

    /// <summary>What the order is worth at its limit, or else at <see cref="ReferencePrice"/>; never negative.</summary>
    public Money Value => Size.ValueAt(Instructions.LimitPrice ?? ReferencePrice);
}
