using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.PaperTrading;
using Trading.Domain.Signals;
using Trading.Domain.Values;

namespace Trading.Domain.Tests.Orders;

/// <summary>Builds orders for tests; shows only what a rule is about.</summary>
internal static class AnOrder
{
    public static readonly DateTimeOffset Now = new(2026, 1, 5, 14, 30, 0, TimeSpan.Zero);

    public static NewOrder Intent(OrderSize? size = null, Side side = Side.Buy, OrderEffect effect = OrderEffect.Opening, decimal price = 100) => new(
        new OrderId("order-1"),
        new UserId("owner"),
        new AccountId("account-1"),
        InstrumentId.Create(Market.US, "SPY"),
        side,
        size ?? new OrderSize.Units(new Quantity(100)),
        effect,
        new Price(price),
        new SignalId("signal-1"),
        new DeploymentId("account-1"),
        Now);

    public static RecordFill Fill(string id, decimal quantity, decimal price = 10, bool completes = false, decimal commission = 1) =>
        new(new Execution(new ExecutionId(id), new Quantity(quantity), new Price(price), new Money(commission), Now), completes, Now);

    public static Order Created(OrderSize? size = null) => OrderRules.Fold([OrderRules.Create(Intent(size))]);

    public static Order Given(this Order order, params OrderCommand[] commands) =>
        commands.Aggregate(order, (current, command) => OrderRules.Decide(current, command).Aggregate(current, OrderRules.Apply));

    public static Order Working(decimal quantity) => Working(new OrderSize.Units(new Quantity(quantity)));

    public static Order Working(OrderSize size) =>
        Created(size).Given(new PassRisk(Now), new StartSubmission(Now), new ReportAccepted("broker-1", Now), new ReportWorking(Now));

    /// <summary>An order in each status, brought there by commands alone.</summary>
    public static Order In(OrderStatus status) => status switch
    {
        OrderStatus.Created => Created(),
        OrderStatus.RiskDenied => Created().Given(new DenyRisk("order-value", "too large", Now)),
        OrderStatus.Submitting => Created().Given(new PassRisk(Now), new StartSubmission(Now)),
        OrderStatus.Submitted => In(OrderStatus.Submitting).Given(new ReportAccepted("broker-1", Now)),
        OrderStatus.Unknown => In(OrderStatus.Submitting).Given(new ReportUnknownFate(Now)),
        OrderStatus.Working => In(OrderStatus.Submitted).Given(new ReportWorking(Now)),
        OrderStatus.PartiallyFilled => In(OrderStatus.Working).Given(Fill("exec-1", 40)),
        OrderStatus.Filled => In(OrderStatus.Working).Given(Fill("exec-1", 100)),
        OrderStatus.CancelPending => In(OrderStatus.Working).Given(new RequestCancel("enough", Now)),
        OrderStatus.Cancelled => In(OrderStatus.CancelPending).Given(new ReportCancelled("enough", Now)),
        OrderStatus.Rejected => In(OrderStatus.Submitting).Given(new ReportRejected("no", "no", Now)),
        OrderStatus.Expired => In(OrderStatus.Working).Given(new ReportExpired(Now)),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No such status."),
    };
}
