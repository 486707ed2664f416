using Trading.Domain.Risk;
using Trading.Domain.Values;

namespace Trading.Domain.Orders;

/// <summary>A wish, or a broker's report, that <see cref="OrderRules.Decide"/> turns into facts. Time arrives inside it.</summary>
/// <param name="At">When it was asked or reported, UTC.</param>
public abstract record OrderCommand(DateTimeOffset At);

/// <summary>The risk checks let the order pass.</summary>
/// <inheritdoc cref="OrderCommand"/>
public sealed record PassRisk(DateTimeOffset At) : OrderCommand(At)
{
    /// <summary>What each check found, in the order they ran.</summary>
    public IReadOnlyList<RiskFinding> Findings { get; init; } = [];
}

/// <summary>A risk check refused the order.</summary>
/// <param name="Code">Code of the check.</param>
/// <param name="Reason">In words, with limit and value.</param>
/// <param name="At">When, UTC.</param>
public sealed record DenyRisk(string Code, string Reason, DateTimeOffset At) : OrderCommand(At)
{
    /// <summary>What each check found, in the order they ran.</summary>
    public IReadOnlyList<RiskFinding> Findings { get; init; } = [];
}

/// <summary>We are about to send it; stored before the broker is called.</summary>
/// <inheritdoc cref="OrderCommand"/>
public sealed record StartSubmission(DateTimeOffset At) : OrderCommand(At);

/// <summary>The broker took the order.</summary>
/// <param name="BrokerOrderId">The broker's own id of it.</param>
/// <param name="At">When, UTC.</param>
public sealed record ReportAccepted(string BrokerOrderId, DateTimeOffset At) : OrderCommand(At);

/// <summary>The order is in the market.</summary>
/// <inheritdoc cref="OrderCommand"/>
public sealed record ReportWorking(DateTimeOffset At) : OrderCommand(At);

/// <summary>Sent, and no answer came in time.</summary>
/// <inheritdoc cref="OrderCommand"/>
public sealed record ReportUnknownFate(DateTimeOffset At) : OrderCommand(At);

/// <summary>The broker was asked and does not know, or does not answer; when that has lasted for <see cref="OrderRules.EscalateAfter"/> a person must look.</summary>
/// <inheritdoc cref="OrderCommand"/>
public sealed record EscalateFate(DateTimeOffset At) : OrderCommand(At);

/// <summary>The broker refused the order.</summary>
/// <param name="Code">Stable code of the reason.</param>
/// <param name="Reason">In words.</param>
/// <param name="At">When, UTC.</param>
public sealed record ReportRejected(string Code, string Reason, DateTimeOffset At) : OrderCommand(At);

/// <summary>The broker filled some or all of it.</summary>
/// <param name="Execution">The fill.</param>
/// <param name="Completes">True when the broker says that nothing remains; decides for orders sized in cash.</param>
/// <param name="At">When it was reported, UTC.</param>
public sealed record RecordFill(Execution Execution, bool Completes, DateTimeOffset At) : OrderCommand(At);

/// <summary>We want it cancelled.</summary>
/// <param name="Reason">In words.</param>
/// <param name="At">When, UTC.</param>
public sealed record RequestCancel(string Reason, DateTimeOffset At) : OrderCommand(At);

/// <summary>We want another order in its place: it is cancelled, and what it traded until then counts for the other.</summary>
/// <param name="By">The order that takes its place.</param>
/// <param name="At">When, UTC.</param>
public sealed record RequestReplace(OrderId By, DateTimeOffset At) : OrderCommand(At);

/// <summary>The order that it replaces has ended: so much of the size is left for it.</summary>
/// <param name="Traded">Units that the replaced order traded, with those whose place it took.</param>
/// <param name="At">When, UTC.</param>
public sealed record AllotRest(Quantity Traded, DateTimeOffset At) : OrderCommand(At);

/// <summary>The broker cancelled what remained.</summary>
/// <param name="Reason">In words.</param>
/// <param name="At">When, UTC.</param>
public sealed record ReportCancelled(string Reason, DateTimeOffset At) : OrderCommand(At);

/// <summary>The order's time ran out at the broker.</summary>
/// <inheritdoc cref="OrderCommand"/>
public sealed record ReportExpired(DateTimeOffset At) : OrderCommand(At);

/// <summary>A fill stands in the ledger.</summary>
/// <param name="ExecutionId">Which fill.</param>
/// <param name="At">When, UTC.</param>
public sealed record MarkBooked(ExecutionId ExecutionId, DateTimeOffset At) : OrderCommand(At);
