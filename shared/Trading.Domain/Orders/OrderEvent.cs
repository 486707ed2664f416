using Trading.Domain.Risk;
using Trading.Domain.Values;

namespace Trading.Domain.Orders;

/// <summary>A fact in the life of an order, append-only. The order's state is what they add up to.</summary>
/// <param name="At">When it became known, UTC.</param>
public abstract record OrderEvent(DateTimeOffset At);

/// <summary>The intent was stored; always the first event.</summary>
/// <param name="Intent">What is to be traded.</param>
/// <param name="At">When, UTC.</param>
public sealed record OrderCreated(NewOrder Intent, DateTimeOffset At) : OrderEvent(At);

/// <summary>Every risk check let it pass.</summary>
/// <inheritdoc cref="OrderEvent"/>
public sealed record RiskPassed(DateTimeOffset At) : OrderEvent(At)
{
    /// <summary>What each check found, in the order they ran; empty for an event from before findings were kept.</summary>
    public IReadOnlyList<RiskFinding> Findings { get; init; } = [];
}

/// <summary>A risk check refused it; nothing was sent.</summary>
/// <param name="Code">Code of the check.</param>
/// <param name="Reason">In words, with limit and value.</param>
/// <param name="At">When, UTC.</param>
public sealed record OrderDenied(string Code, string Reason, DateTimeOffset At) : OrderEvent(At)
{
    /// <summary>What each check found, in the order they ran; empty for an event from before findings were kept.</summary>
    public IReadOnlyList<RiskFinding> Findings { get; init; } = [];
}

/// <summary>From here on the order may be at the broker.</summary>
/// <inheritdoc cref="OrderEvent"/>
public sealed record SubmissionStarted(DateTimeOffset At) : OrderEvent(At);

/// <summary>No answer came; the fate is open.</summary>
/// <inheritdoc cref="OrderEvent"/>
public sealed record FateUnknown(DateTimeOffset At) : OrderEvent(At);

/// <summary>The fate stayed open for too long: a person must look, and the account opens nothing until then.</summary>
/// <inheritdoc cref="OrderEvent"/>
public sealed record FateEscalated(DateTimeOffset At) : OrderEvent(At);

/// <summary>The broker has it.</summary>
/// <param name="BrokerOrderId">The broker's own id of it.</param>
/// <param name="At">When, UTC.</param>
public sealed record OrderAccepted(string BrokerOrderId, DateTimeOffset At) : OrderEvent(At);

/// <summary>It is in the market.</summary>
/// <inheritdoc cref="OrderEvent"/>
public sealed record OrderWorking(DateTimeOffset At) : OrderEvent(At);

/// <summary>A fill.</summary>
/// <param name="Execution">The fill.</param>
/// <param name="At">When it was reported, UTC.</param>
public sealed record ExecutionRecorded(Execution Execution, DateTimeOffset At) : OrderEvent(At);

/// <summary>Nothing remains to be traded.</summary>
/// <inheritdoc cref="OrderEvent"/>
public sealed record OrderFilled(DateTimeOffset At) : OrderEvent(At);

/// <summary>The broker filled more than was asked for. The fill counts; somebody must look.</summary>
/// <param name="ExecutionId">The fill that went over.</param>
/// <param name="Excess">Units too many.</param>
/// <param name="At">When, UTC.</param>
public sealed record OverfillDetected(ExecutionId ExecutionId, Quantity Excess, DateTimeOffset At) : OrderEvent(At);

/// <summary>We asked to cancel.</summary>
/// <param name="Reason">In words.</param>
/// <param name="At">When, UTC.</param>
public sealed record CancelRequested(string Reason, DateTimeOffset At) : OrderEvent(At);

/// <summary>Another order is to take its place.</summary>
/// <param name="By">The other order.</param>
/// <param name="At">When, UTC.</param>
public sealed record ReplaceRequested(OrderId By, DateTimeOffset At) : OrderEvent(At);

/// <summary>The order that it replaces has ended: it may trade so many units.</summary>
/// <param name="Quantity">Units, above zero.</param>
/// <param name="At">When, UTC.</param>
public sealed record RestAllotted(Quantity Quantity, DateTimeOffset At) : OrderEvent(At);

/// <summary>What remained was cancelled.</summary>
/// <param name="Reason">In words.</param>
/// <param name="At">When, UTC.</param>
public sealed record OrderCancelled(string Reason, DateTimeOffset At) : OrderEvent(At);

/// <summary>The broker refused it.</summary>
/// <param name="Code">Stable code of the reason.</param>
/// <param name="Reason">In words.</param>
/// <param name="At">When, UTC.</param>
public sealed record OrderRejected(string Code, string Reason, DateTimeOffset At) : OrderEvent(At);

/// <summary>Its time ran out.</summary>
/// <inheritdoc cref="OrderEvent"/>
public sealed record OrderExpired(DateTimeOffset At) : OrderEvent(At);

/// <summary>A fill stands in the ledger.</summary>
/// <param name="ExecutionId">Which fill.</param>
/// <param name="At">When, UTC.</param>
public sealed record ExecutionBooked(ExecutionId ExecutionId, DateTimeOffset At) : OrderEvent(At);

/// <summary>A message that contradicts what is known: kept for whoever investigates, never applied.</summary>
/// <param name="What">The command and the status it met.</param>
/// <param name="At">When, UTC.</param>
public sealed record ContradictionNoted(string What, DateTimeOffset At) : OrderEvent(At);
