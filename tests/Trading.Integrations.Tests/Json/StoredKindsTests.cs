using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Orders;
using Trading.Domain.Orders;
using Trading.Domain.Risk;
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
        new ReplaceRequested(new OrderId("order-2"), AnIntent.Now),
        new RestAllotted(new Quantity(2.5m), AnIntent.Now),
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
        Assert.Equal(OneOfEach.Select(one => one.GetType()), events.Skip(1).Select(recorded => recorded.Event.GetType()));
        Assert.Equivalent(OneOfEach, events.Skip(1).Select(recorded => recorded.Event), strict: true);
        Assert.Equal(Enumerable.Range(1, OneOfEach.Length + 1), events.Select(recorded => recorded.Version));
    }

    [Fact]
    public async Task What_the_checks_found_comes_back_and_verdicts_from_before_findings_were_kept_stay_readable()
    {
        RiskFinding[] findings = [new("order-value", RiskOutcome.Warn, "1100", "1000", "The order is worth 1000, the limit is 1100."), new("leverage", RiskOutcome.Deny, "1", "unknown", "")];
        var tables = TestTables.New();
        var orders = new ServiceCollection().AddSingleton(tables).AddOrdersAdapters().BuildServiceProvider().GetRequiredService<IOrderRepository>();
        var stored = await orders.CreateAsync(AnIntent.Of("order-1"), Cancel);
        await orders.TryAppendAsync(
            stored, [new RiskPassed(AnIntent.Now) { Findings = findings }, new OrderDenied("leverage", "why", AnIntent.Now) { Findings = findings }], Cancel);
        // As they were written before.
        foreach (var (version, json) in new[]
        {
            (4, """{"kind":"risk-passed","at":"2026-01-05T14:30:00.123+00:00"}"""),
            (5, """{"kind":"denied","code":"order-value","reason":"too large","at":"2026-01-05T14:30:00.123+00:00"}"""),
        })
        {
            await tables.GetTableClient("orders").AddEntityAsync(
                new TableEntity("owner|account-1", $"event|order-1|{version:D6}") { ["Json"] = json, ["Version"] = version }, Cancel);
        }

        var events = await orders.EventsAsync(OrderKey.Of(stored.Order.Intent), Cancel);

        Assert.Equal(findings, Assert.IsType<RiskPassed>(events[1].Event).Findings);
        Assert.Equal(findings, Assert.IsType<OrderDenied>(events[2].Event).Findings);
        Assert.Equal([new RiskPassed(AnIntent.Now), new OrderDenied("order-value", "too large", AnIntent.Now)], events.Skip(3).Select(recorded => recorded.Event));
        Assert.Null(OrderEventView.Of(events[3]).Checks);
        Assert.Equal([("order-value", RiskOutcome.Warn), ("leverage", RiskOutcome.Deny)], OrderEventView.Of(events[1]).Checks!.Select(check => (check.Check, check.Verdict)));
    }
}
