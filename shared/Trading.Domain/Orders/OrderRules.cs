using System.Diagnostics;

namespace Trading.Domain.Orders;

/// <summary>
/// The life of an order as two pure functions: <see cref="Decide"/> turns a command into facts, <see cref="Apply"/> folds a fact in.
/// Every command has an answer in every status: late and doubled messages change nothing, nonsense is noted and never applied,
/// a broker's fill always counts.
/// </summary>
public static class OrderRules
{
    /// <summary>How long a fate may stay open before a person must look.</summary>
    public static readonly TimeSpan EscalateAfter = TimeSpan.FromSeconds(60);

    /// <summary>True for a status after which no further change is expected.</summary>
    public static bool IsEnd(OrderStatus status) =>
        status is OrderStatus.RiskDenied or OrderStatus.Filled or OrderStatus.Cancelled or OrderStatus.Rejected or OrderStatus.Expired;

    /// <summary>The first fact of an order.</summary>
    public static OrderCreated Create(NewOrder intent)
    {
        ArgumentNullException.ThrowIfNull(intent);
        return new OrderCreated(intent, intent.CreatedAt);
    }

    /// <summary>The order that these facts add up to.</summary>
    /// <param name="events">Oldest first, starting with <see cref="OrderCreated"/>.</param>
    /// <exception cref="ArgumentException">The first is not <see cref="OrderCreated"/>, or there is none.</exception>
    public static Order Fold(IEnumerable<OrderEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        Order? order = null;
        foreach (var happened in events)
            order = order is null ? Start(happened) : Apply(order, happened);
        return order ?? throw new ArgumentException("An order has at least the event of its creation.", nameof(events));
    }

    /// <summary>What a command means for the order.</summary>
    /// <returns>New facts, oldest first; empty when the command changes nothing.</returns>
    public static IReadOnlyList<OrderEvent> Decide(Order order, OrderCommand command)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(command);
        return command switch
        {
            PassRisk when order.IsCleared => [],
            PassRisk pass => order.Status is OrderStatus.Created ? [new RiskPassed(pass.At) { Findings = pass.Findings }] : Contradiction(order, command),

            DenyRisk when order.Status is OrderStatus.RiskDenied => [],
            DenyRisk deny => order.Status is OrderStatus.Created
                ? [new OrderDenied(deny.Code, deny.Reason, deny.At) { Findings = deny.Findings }]
                : Contradiction(order, command),

            StartSubmission start => order.Status switch
            {
                OrderStatus.Created when order.IsCleared && MayLeave(order) => [new SubmissionStarted(start.At)],
                OrderStatus.Created or OrderStatus.RiskDenied => Contradiction(order, command),
                _ => [],
            },

            ReportUnknownFate unknown => order.Status switch
            {
                OrderStatus.Submitting => [new FateUnknown(unknown.At)],
                OrderStatus.Created or OrderStatus.RiskDenied => Contradiction(order, command),
                _ => [],
            },

            EscalateFate escalate => order is { IsFateOpen: true, IsEscalated: false } && escalate.At - (order.SentAt ?? order.UpdatedAt) >= EscalateAfter
                ? [new FateEscalated(escalate.At)]
                : [],

            ReportAccepted accepted => Accept(order, accepted),

            ReportWorking working => order.Status switch
            {
                OrderStatus.Submitting or OrderStatus.Submitted or OrderStatus.Unknown => [new OrderWorking(working.At)],
                OrderStatus.Created or OrderStatus.RiskDenied or OrderStatus.Rejected => Contradiction(order, command),
                _ => [],
            },

            RecordFill fill => Fill(order, fill),

            RequestCancel cancel => order.Status switch
            {
                // Nothing has left us, so there is nobody to ask.
                OrderStatus.Created => [new OrderCancelled(cancel.Reason, cancel.At)],
                OrderStatus.CancelPending => [],
                _ => order.IsDone ? [] : [new CancelRequested(cancel.Reason, cancel.At)],
            },

            RequestReplace replace when order.ReplacedBy == replace.By => [],
            RequestReplace replace => order.IsDone || order.ReplacedBy is not null
                ? Contradiction(order, command)
                : [new ReplaceRequested(replace.By, replace.At), .. Decide(order, new RequestCancel($"Replaced by order {replace.By}.", replace.At))],

            AllotRest when order.Allotted is not null || order.IsDone => [],
            AllotRest allot => Allot(order, allot),

            ReportRejected when order.Status is OrderStatus.Rejected => [],
            // After a part traded a refusal concerns the rest: the fills stay.
            ReportRejected rejected => MayEnd(order) ? [new OrderRejected(rejected.Code, rejected.Reason, rejected.At)] : Contradiction(order, command),

            ReportCancelled when order.Status is OrderStatus.Cancelled => [],
            ReportCancelled cancelled => MayEnd(order) ? [new OrderCancelled(cancelled.Reason, cancelled.At)] : Contradiction(order, command),

            ReportExpired when order.Status is OrderStatus.Expired => [],
            ReportExpired expired => MayEnd(order) ? [new OrderExpired(expired.At)] : Contradiction(order, command),

            MarkBooked booked when order.Booked.Contains(booked.ExecutionId) => [],
            MarkBooked booked => order.Executions.Exists(execution => execution.Id == booked.ExecutionId)
                ? [new ExecutionBooked(booked.ExecutionId, booked.At)]
                : Contradiction(order, command),

            _ => throw new UnreachableException($"{command.GetType().Name} has no rule."),
        };
    }

    /// <summary>The order after <paramref name="happened"/>. Never refuses: the fact is already stored.</summary>
    public static Order Apply(Order order, OrderEvent happened)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(happened);
        return happened switch
        {
            // Only the first event creates; a second one tells nothing new.
            OrderCreated or OverfillDetected => new Order(order, happened),
            RiskPassed => new Order(order, happened) { IsCleared = true },
            OrderDenied denied => new Order(order, happened) { Status = OrderStatus.RiskDenied, EndCode = denied.Code, EndReason = denied.Reason },
            SubmissionStarted => new Order(order, happened) { Status = OrderStatus.Submitting, SentAt = happened.At },
            FateUnknown => new Order(order, happened) { Status = OrderStatus.Unknown },
            FateEscalated => new Order(order, happened) { IsEscalated = true },
            OrderAccepted accepted => new Order(order, happened)
            {
                BrokerOrderId = accepted.BrokerOrderId,
                Status = order.Status is OrderStatus.Submitting or OrderStatus.Unknown ? OrderStatus.Submitted : order.Status,
            },
            OrderWorking => new Order(order, happened) { Status = OrderStatus.Working, IsWorking = true },
            ExecutionRecorded recorded => new Order(order, happened)
            {
                Executions = order.Executions.Add(recorded.Execution),
                Status = order.IsDone || order.Status is OrderStatus.CancelPending ? order.Status : OrderStatus.PartiallyFilled,
            },
            OrderFilled => new Order(order, happened) { Status = OrderStatus.Filled, EndCode = null, EndReason = null },
            CancelRequested => new Order(order, happened) { Status = OrderStatus.CancelPending },
            ReplaceRequested replaced => new Order(order, happened) { ReplacedBy = replaced.By },
            RestAllotted rest => new Order(order, happened) { Allotted = rest.Quantity },
            OrderCancelled cancelled => new Order(order, happened) { Status = OrderStatus.Cancelled, EndReason = cancelled.Reason },
            OrderRejected rejected => new Order(order, happened) { Status = OrderStatus.Rejected, EndCode = rejected.Code, EndReason = rejected.Reason },
            OrderExpired => new Order(order, happened) { Status = OrderStatus.Expired },
            ExecutionBooked booked => new Order(order, happened) { Booked = order.Booked.Add(booked.ExecutionId) },
            ContradictionNoted noted => new Order(order, happened) { Contradictions = order.Contradictions.Add(noted.What) },
            _ => throw new UnreachableException($"{happened.GetType().Name} has no rule."),
        };
    }

    private static Order Start(OrderEvent first) => first is OrderCreated created
        ? new Order(created.Intent) { Version = 1, UpdatedAt = created.At }
        : throw new ArgumentException($"The first event of an order is its creation, not {first.GetType().Name}.", nameof(first));

    /// <summary>What takes another order's place may leave only when it is known how much of the size that one left.</summary>
    private static bool MayLeave(Order order) => order.Intent.Replaces is null || order.Allotted is not null;

    private static IReadOnlyList<OrderEvent> Allot(Order order, AllotRest allot)
    {
        if (order.Status is not OrderStatus.Created || order.Intent is not { Replaces: { } replaced, Size: OrderSize.Units { Quantity: var wanted } })
            return Contradiction(order, allot);
        return wanted > allot.Traded
            ? [new RestAllotted(wanted - allot.Traded, allot.At)]
            : [new OrderCancelled($"Order {replaced} traded {allot.Traded} before it ended, so nothing is left to trade.", allot.At)];
    }

    /// <summary>An ending that the broker reports fits only an order that may be with the broker and has not ended.</summary>
    private static bool MayEnd(Order order) => !order.IsDone && order.Status is not OrderStatus.Created;

    private static IReadOnlyList<OrderEvent> Accept(Order order, ReportAccepted accepted)
    {
        if (order.BrokerOrderId == accepted.BrokerOrderId)
            return [];
        var expected = order.BrokerOrderId is null && order.Status is not (OrderStatus.Created or OrderStatus.RiskDenied or OrderStatus.Rejected);
        return expected ? [new OrderAccepted(accepted.BrokerOrderId, accepted.At)] : Contradiction(order, accepted);
    }

    private static IReadOnlyList<OrderEvent> Fill(Order order, RecordFill fill)
    {
        var known = order.Executions.Find(execution => execution.Id == fill.Execution.Id);
        if (known is not null)
            // After a reconnect a broker replays the day's executions. The same id with other figures is another matter.
            return known == fill.Execution ? [] : Contradiction(order, fill);
        if (fill.Execution.Quantity.IsZero)
            return Contradiction(order, fill);

        // The broker's fill is a fact even when it exceeds what we asked for, or follows a cancel.
        List<OrderEvent> events = [new ExecutionRecorded(fill.Execution, fill.At)];
        if (order.Status is OrderStatus.Created or OrderStatus.RiskDenied or OrderStatus.Rejected)
            events.AddRange(Contradiction(order, fill));

        var filled = order.Filled + fill.Execution.Quantity;
        var wasFilled = order.Status is OrderStatus.Filled;
        if (order.Ordered is { } ordered)
        {
            if (filled > ordered)
            {
                var excess = filled - ordered;
                events.Add(new OverfillDetected(fill.Execution.Id, excess < fill.Execution.Quantity ? excess : fill.Execution.Quantity, fill.At));
            }

            if (filled >= ordered && !wasFilled)
                events.Add(new OrderFilled(fill.At));
            else if (filled < ordered && fill.Completes)
                events.AddRange(Contradiction(order, fill));
        }
        else if (wasFilled)
            events.Add(new OverfillDetected(fill.Execution.Id, fill.Execution.Quantity, fill.At));
        else if (fill.Completes)
            events.Add(new OrderFilled(fill.At));

        return events;
    }

    private static IReadOnlyList<OrderEvent> Contradiction(Order order, OrderCommand command)
    {
        var what = command switch
        {
            ReportAccepted accepted => $"{nameof(ReportAccepted)} as {accepted.BrokerOrderId}",
            RecordFill { Execution: var fill } report =>
                $"{nameof(RecordFill)} {fill.Id}: {fill.Quantity} @ {fill.Price}, commission {fill.Commission}, tax {fill.Tax}{(report.Completes ? ", complete" : "")}",
            MarkBooked booked => $"{nameof(MarkBooked)} {booked.ExecutionId}",
            RequestReplace replace => $"{nameof(RequestReplace)} by {replace.By}",
            _ => command.GetType().Name,
        };
        what = $"{what} while {order.Status}";
        return order.Contradictions.Contains(what) ? [] : [new ContradictionNoted(what, command.At)];
    }
}
