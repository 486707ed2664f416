using Trading.Application.Orders;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Values;
using Trading.Integrations.Tests.Orders;

namespace Trading.Integrations.Tests.PaperTrading;

public sealed class ManyOrdersTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly AccountId Account = new("account-1");

    [Fact]
    public async Task As_many_orders_as_may_work_in_an_instrument_trade_at_once_and_one_more_is_refused()
    {
        var bench = SimulatorOnTablesTests.Bench(takesClientOrderIds: true);
        await bench.OpenAsync(AnIntent.User, Account, 100_000);
        NewOrder[] orders = [.. Enumerable.Range(0, 50).Select(i => new NewOrder(
            new OrderId($"o{i}"), AnIntent.User, Account, bench.Instrument, Side.Buy, new OrderSize.Units(new Quantity(1)), OrderEffect.Opening, new Price(100), null, null, bench.Now)
        {
            // Each of a group of its own: the most rows that a change can have.
            Group = $"group-{i}", Segment = Segment.UnitedStates, Instructions = new OrderInstructions(OrderKind.Limit) { LimitPrice = new Price(101) },
        })];
        foreach (var order in orders[..49])
            Assert.True((await bench.Broker.SubmitAsync(order, Cancel)).TryGet(out _, out _));

        Assert.False((await bench.Broker.SubmitAsync(orders[49], Cancel)).TryGet(out _, out var refusal));
        await bench.TradeAsync(100, 100, 100, units: 100);
        var reports = await bench.Broker.ReportsAsync(OrderKey.Of(orders[48]), Cancel);

        Assert.Equal("too-many-orders", refusal!.Code);
        Assert.True(reports[^1].Completes);
        Assert.Equal(49, (await bench.HoldsAsync(AnIntent.User, Account)).Units);
    }
}
