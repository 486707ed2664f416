using System.Collections.Immutable;
using Trading.Domain.Values;

namespace Trading.Domain.Orders;

/// <summary>An order as its events tell it. Immutable; made by <see cref="OrderRules"/> alone.</summary>
/// <param name="Intent">What is to be traded.</param>
public sealed record Order(NewOrder Intent)
{
    /// <summary>The order after one more event; what that changed is to be set.</summary>
    internal Order(Order before, OrderEvent happened)
        : this(before) => (Version, UpdatedAt) = (before.Version + 1, happened.At);

    /// <summary>Where it stands.</summary>
    public OrderStatus Status { get; init; }

    /// <summary>True once every risk check passed.</summary>
    public bool IsCleared { get; init; }

    /// <summary>True once the broker said that it is in the market.</summary>
    public bool IsWorking { get; init; }

    /// <summary>The broker's id, once known.</summary>
    public string? BrokerOrderId { get; init; }

    /// <summary>When it began to leave, UTC; null before. Until the broker answers nobody knows its fate.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The order that is to take its place; null for none.</summary>
    public OrderId? ReplacedBy { get; init; }

    /// <summary>Units that it may trade where that became known after the intent was made: what the order that it replaces left. Null otherwise.</summary>
    public Quantity? Allotted { get; init; }

    /// <summary>True once its fate was open for too long.</summary>
    public bool IsEscalated { get; init; }

    /// <summary>Fills, in the order they became known.</summary>
    public ImmutableList<Execution> Executions { get; init; } = [];

    /// <summary>Fills that stand in the ledger.</summary>
    public ImmutableHashSet<ExecutionId> Booked { get; init; } = [];

    /// <summary>Contradictions already noted, so that a repeated one adds nothing.</summary>
    public ImmutableHashSet<string> Contradictions { get; init; } = [];

    /// <summary>Code of the denial, rejection or other ending that needs one; null otherwise.</summary>
    public string? EndCode { get; init; }

    /// <summary>Why it ended without trading all, in words; null otherwise.</summary>
    public string? EndReason { get; init; }

    /// <summary>Count of events folded in; the first makes it 1.</summary>
    public int Version { get; init; }

    /// <summary>When the last event became known, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Ours.</summary>
    public OrderId Id => Intent.Id;

    /// <summary>Units traded so far.</summary>
    public Quantity Filled => new(Executions.Sum(execution => execution.Quantity.Value));

    /// <summary>Units asked for; null for an order sized in cash.</summary>
    public Quantity? Ordered => Allotted ?? (Intent.Size is OrderSize.Units units ? units.Quantity : null);

    /// <summary>The intent as the broker is given it: with the size that is left for it.</summary>
    public NewOrder ToSend => Allotted is { } rest ? Intent with { Size = new OrderSize.Units(rest) } : Intent;

    /// <summary>Commission taken so far.</summary>
    public Money Commission => new(Executions.Sum(execution => execution.Commission.Value));

    /// <summary>Taxes and fees of regulators taken so far.</summary>
    public Money Tax => new(Executions.Sum(execution => execution.Tax.Value));

    /// <summary>Average price of the fills, before commission and tax; null before the first.</summary>
    public Price? AveragePrice => Filled.IsZero
        ? null
        : new Price(Executions.Sum(execution => execution.Price.Value * execution.Quantity.Value) / Filled.Value);

    /// <summary>True when no further change is expected; a late fill may still come.</summary>
    public bool IsDone => OrderRules.IsEnd(Status);

    /// <summary>True while nobody knows whether the broker has it; a wish to cancel it tells nothing of that.</summary>
    public bool IsFateOpen => Status is OrderStatus.Submitting or OrderStatus.Unknown ||
        (Status is OrderStatus.CancelPending && BrokerOrderId is null && Executions.IsEmpty && !IsWorking);

    /// <summary>True when every fill stands in the ledger.</summary>
    public bool IsBooked => Executions.IsEmpty || Executions.TrueForAll(execution => Booked.Contains(execution.Id));

    /// <summary>True when it is done and booked: nothing is left to do for it.</summary>
    public bool IsSettled => IsDone && IsBooked;
}
