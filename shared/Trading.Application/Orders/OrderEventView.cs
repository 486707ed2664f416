using Trading.Application.Risk;
using Trading.Domain.Orders;
using Trading.Domain.Risk;

namespace Trading.Application.Orders;

/// <summary>An event of an order as the API shows it.</summary>
/// <param name="Version">Its place, 1 the first.</param>
/// <param name="Kind">What happened.</param>
/// <param name="At">When it became known, UTC.</param>
/// <param name="Detail">In words; empty where the kind says all.</param>
/// <param name="Checks">What each risk check found; null where none were asked, or before findings were kept.</param>
public sealed record OrderEventView(int Version, string Kind, DateTimeOffset At, string Detail, IReadOnlyList<RiskFindingView>? Checks)
{
    /// <summary>Of a recorded event.</summary>
    public static OrderEventView Of(RecordedEvent recorded)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        var detail = recorded.Event switch
        {
            OrderCreated { Intent: var intent } => $"{intent.Side} {Text(intent.Size)} {intent.Instrument}, worth {intent.Value} at {intent.ReferencePrice}",
            OrderDenied denied => $"{denied.Code}: {denied.Reason}",
            OrderAccepted accepted => accepted.BrokerOrderId,
            ExecutionRecorded { Execution: var fill } => $"{fill.Id}: {fill.Quantity} @ {fill.Price}, commission {fill.Commission}, tax {fill.Tax}",
            OverfillDetected over => $"{over.ExecutionId}: {over.Excess} too many",
            CancelRequested cancel => cancel.Reason,
            OrderCancelled cancelled => cancelled.Reason,
            OrderRejected rejected => $"{rejected.Code}: {rejected.Reason}",
            ExecutionBooked booked => booked.ExecutionId.Value,
            ContradictionNoted noted => noted.What,
            _ => "",
        };
        return new OrderEventView(recorded.Version, recorded.Event.GetType().Name, recorded.Event.At, detail, ChecksOf(recorded.Event));
    }

    private static IReadOnlyList<RiskFindingView>? ChecksOf(OrderEvent happened)
    {
        IReadOnlyList<RiskFinding> findings = happened switch
        {
            RiskPassed passed => passed.Findings,
            OrderDenied denied => denied.Findings,
            _ => [],
        };
        return findings.Count == 0 ? null : [.. findings.Select(RiskFindingView.Of)];
    }

    private static string Text(OrderSize size) => size switch
    {
        OrderSize.Cash { WholeUnits: true } cash => $"whole units for {cash.Amount} of",
        OrderSize.Cash cash => $"for {cash.Amount} of",
        OrderSize.Units units => units.Quantity.ToString(),
        _ => "",
    };
}
