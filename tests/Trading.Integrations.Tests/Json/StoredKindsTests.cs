using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Orders;
using Trading.Domain.Orders;
using Trading.Domain.Values;
using Trading.Integrations.Orders;
using Trading.Integrations.Tests.Orders;

namespace Trading.Integrations.Tests.Json;

public sealed class StoredKindsTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private static readonly OrderEvent[] OneOfEach =
    [
        new OrderCreated(AnIntent.Of("order-1"), AnIntent.Now),
        new RiskPassed(AnIntent.Now),
        new OrderDenied("order-value", "too large: 5 > 4", AnIntent.Now),
        new SubmissionStarted(AnIntent.Now),
        new FateUnknown(AnIntent.Now),
        new FateEscalated(AnIntent.Now),
        new OrderAccepted("broker-1", AnIntent.Now),
        new OrderWorking(AnIntent.Now),
        new ExecutionRecorded(AnIntent.Fill("exec-1", 0.00000001m), AnIntent.Now),
        new OrderFilled(AnIntent.Now),
        new OverfillDetected(new ExecutionId("exec-1"), new Quantity(2), AnIntent.Now),
        new CancelRequested("enough", AnIntent.Now),
        new OrderCancelled("enough", AnIntent.Now),
        new OrderRejected("halted", "매매거래정지", AnIntent.Now),
        new OrderExpired(AnIntent.Now),
        new ExecutionBooked(new ExecutionId("exec-1"), AnIntent.Now),
        new ContradictionNoted("what", AnIntent.Now),
    ];

    [Fact]
    public async Task Every_kind_of_event_comes_back_as_it_was_stored()
    {
        var kinds = typeof(OrderEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(OrderEvent))).ToHashSet();
        Assert.True(kinds.SetEquals(OneOfEach.Select(happened => happened.GetType())), "This test lacks a kind of event.");
        var orders = new ServiceCollection().AddSingleton(TestTables.New()).AddOrdersAdapters().BuildServiceProvider().GetRequiredService<IOrderRepository>();
        var stored = await orders.CreateAsync(AnIntent.Of("order-1", size: new OrderSize.Units(new Quantity(7.5m))), Cancel);

        stored = await orders.TryAppendAsync(stored, OneOfEach, Cancel);

        var events = await orders.EventsAsync(OrderKey.Of(stored!.Order.Intent), Cancel);
        Assert.Equal(OneOfEach, events.Skip(1).Select(recorded => recorded.Event));
        Assert.Equal(Enumerable.Range(1, OneOfEach.Length + 1), events.Select(recorded => recorded.Version));
    }
}
