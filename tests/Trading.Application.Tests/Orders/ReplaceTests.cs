using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Orders;
using Trading.Application.Tests.PaperTrading;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Reconciliation;
using Trading.Domain.Values;

namespace Trading.Application.Tests.Orders;

/// <summary>An order takes another one's place only when it is known what that one, and those before it, traded.</summary>
public sealed class ReplaceTests : IBroker
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
    private readonly Bench bench = new();
    private readonly List<ExecutionMessage> told = [];
    private readonly List<OrderId> cancelled = [];
    private readonly DispatchOrderHandler dispatch;

    public ReplaceTests()
    {
        var changes = bench.Services.GetRequiredService<OrderChanges>();
        var (brokers, clock) = (new Brokers([this]), TimeProvider.System);
        bench.Stores.Ledgers[new AccountId("account-1")] = [Bookkeeping.Opening(new AccountId("account-1"), Now)];
        dispatch = new DispatchOrderHandler(bench.Stores, changes, new CancelOrderHandler(changes, brokers, bench, clock), brokers, bench, bench, clock);
    }

    public BrokerCapabilities Capabilities { get; } = new(TakesClientOrderIds: true);

    [Fact]
    public async Task A_fill_that_its_orders_end_has_overtaken_counts()
    {
        var first = Made("first", 100, null, new RequestCancel("enough", Now), new ReportCancelled("enough", Now));
        var second = Made("second", 100, "first");
        Assert.Equal(OrderStatus.Cancelled, Order(first).Status);

        // The broker does not say how it ended, after a breakdown say: nothing leaves.
        await dispatch.HandleAsync(second, Cancel);
        Assert.Null(Order(second).Allotted);

        told.AddRange([Fill(first, 77), ExecutionMessage.Of(first, ExecutionKinds.Cancelled, Now, reason: "enough")]);
        await dispatch.HandleAsync(second, Cancel);
        await bench.RunAsync();

        Assert.Equal(new Quantity(23), Order(second).Allotted);
        Assert.Equal((new Quantity(77), true), (Order(first).Filled, Order(first).IsSettled));
    }

    [Fact]
    public async Task What_is_replaced_before_it_took_its_own_place_leaves_no_order_behind()
    {
        var first = Made("first", 100, null);
        var second = Made("second", 80, "first");
        var third = Made("third", 50, "second");

        await dispatch.HandleAsync(third, Cancel);
        Assert.Equal((OrderStatus.Cancelled, OrderStatus.CancelPending), (Order(second).Status, Order(first).Status));
        Assert.Equal([first.Id], cancelled);
        Assert.Null(Order(third).Allotted);

        told.AddRange([Fill(first, 30), ExecutionMessage.Of(first, ExecutionKinds.Cancelled, Now, reason: "replaced")]);
        Apply(first, told.Select(report => report.ToCommand()));
        await dispatch.HandleAsync(third, Cancel);

        Assert.Equal(new Quantity(20), Order(third).Allotted);
    }

    [Fact]
    public async Task What_a_whole_chain_traded_counts()
    {
        var first = Made("first", 100, null, new RequestCancel("replaced", Now), new RecordFill(AFill("first", 30), Completes: false, Now), new ReportCancelled("replaced", Now));
        var second = Made("second", 100, "first", new AllotRest(new Quantity(30), Now));
        told.Add(Fill(first, 30));
        Apply(second, [new StartSubmission(Now), new ReportAccepted("b", Now), new ReportWorking(Now), new RequestCancel("replaced", Now), new RecordFill(AFill("second", 20), Completes: false, Now), new ReportCancelled("replaced", Now)]);
        told.AddRange([Fill(second, 20), ExecutionMessage.Of(second, ExecutionKinds.Cancelled, Now, reason: "replaced")]);
        var third = Made("third", 100, "second");

        await dispatch.HandleAsync(third, Cancel);

        Assert.Equal(new Quantity(50), Order(third).Allotted);
    }

    Task<Result<BrokerOrderId, BrokerRefusal>> IBroker.SubmitAsync(NewOrder order, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<IReadOnlyList<ExecutionMessage>> IBroker.ReportsAsync(OrderKey key, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ExecutionMessage>>([.. told.Where(report => report.Order == key.Id.Value)]);

    Task<IReadOnlyList<ExecutionMessage>> IBroker.CancelAsync(OrderKey key, string reason, DateTimeOffset at, CancellationToken cancellationToken)
    {
        cancelled.Add(key.Id);
        return Task.FromResult<IReadOnlyList<ExecutionMessage>>([]);
    }

    Task<BrokerState?> IBroker.StateAsync(UserId user, AccountId account, CancellationToken cancellationToken) => Task.FromResult<BrokerState?>(null);

    /// <summary>An order that passed its checks; one that replaces none is with the broker. Then what happened to it.</summary>
    private OrderKey Made(string id, decimal quantity, string? replaces, params ReadOnlySpan<OrderCommand> then)
    {
        var intent = new NewOrder(
            new OrderId(id), Bench.User, new AccountId("account-1"), InstrumentId.Create(Market.US, "SPY"), Side.Buy,
            new OrderSize.Units(new Quantity(quantity)), OrderEffect.Opening, new Price(100), null, null, Now)
        {
            Replaces = replaces is null ? null : new OrderId(replaces),
        };
        var key = OrderKey.Of(intent);
        bench.Stores.Orders[key] = [OrderRules.Create(intent)];
        Apply(key, [new PassRisk(Now)]);
        if (replaces is null)
            Apply(key, [new StartSubmission(Now), new ReportAccepted("b", Now), new ReportWorking(Now)]);
        Apply(key, then.ToArray());
        return key;
    }

    private void Apply(OrderKey key, IEnumerable<OrderCommand> commands)
    {
        foreach (var command in commands)
            bench.Stores.Orders[key].AddRange(OrderRules.Decide(Order(key), command));
    }

    private Order Order(OrderKey key) => OrderRules.Fold(bench.Stores.Orders[key]);

    private static Execution AFill(string order, decimal quantity) => new(new ExecutionId($"{order}-fill"), new Quantity(quantity), new Price(100), Money.Zero, Now);

    private static ExecutionMessage Fill(OrderKey key, decimal quantity) => ExecutionMessage.OfFill(key, AFill(key.Id.Value, quantity), completes: false, Now);
}
