using System.Collections.Immutable;
using Trading.Application.MarketData;
using Trading.Application.Orders;
using Trading.Domain.Matching;
using Trading.Domain.Orders;

namespace Trading.Application.PaperTrading;

/// <summary>An order as the simulated broker keeps it: its own memory, apart from ours, as a real broker's is.</summary>
/// <param name="Intent">What it was sent; null when a cancel came before the order, which then may not arrive any more.</param>
/// <param name="AcceptedAt">When it came, UTC.</param>
public sealed record PaperOrder(NewOrder? Intent, DateTimeOffset AcceptedAt)
{
    /// <summary>Fills and ending, in the order they were reported.</summary>
    public ImmutableList<ExecutionMessage> Reports { get; init; } = [];

    /// <summary>Where it rests in the simulated market; null for an order that its deployment trades at the opens of its own bars.</summary>
    public RestingOrder? Resting { get; init; }

    /// <summary>The series whose bars it trades against, beside order books; null for an order of a deployment.</summary>
    public BarKey? Series { get; init; }

    /// <summary>Time of the newest bar that it has seen, UTC: bars that were there when it came are the past. Null for an order of a deployment.</summary>
    public DateTimeOffset? Cursor { get; init; }

    /// <summary>True while it is in the simulated market.</summary>
    public bool Works => Reports.IsEmpty || Reports[^1] is { Kind: ExecutionKinds.Fill, Completes: false };

    /// <summary>Why it was never taken; null for one that was.</summary>
    public BrokerRefusal? Refusal => Reports is [{ Kind: ExecutionKinds.Rejected, Code: { } code, Reason: { } reason }] && WasRefused ? new BrokerRefusal(code, reason) : null;

    /// <summary>True when it was refused at once.</summary>
    public bool WasRefused { get; init; }
}
