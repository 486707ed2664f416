using System.Collections.Immutable;
using Trading.Application.Orders;
using Trading.Domain.Orders;

namespace Trading.Application.PaperTrading;

/// <summary>An order as the simulated broker keeps it: its own memory, apart from ours, as a real broker's is.</summary>
/// <param name="Intent">What it was sent; null when a cancel came before the order, which then may not arrive any more.</param>
/// <param name="AcceptedAt">When it came, UTC.</param>
public sealed record PaperOrder(NewOrder? Intent, DateTimeOffset AcceptedAt)
{
    /// <summary>How it ended, in the order it was reported; empty while it works.</summary>
    public ImmutableList<ExecutionMessage> End { get; init; } = [];

    /// <summary>The bar whose open ended it; null while it works, or when it was cancelled.</summary>
    public DateTimeOffset? EndedAtBar { get; init; }

    /// <summary>True while it is in the simulated market.</summary>
    public bool Works => End.IsEmpty;
}
