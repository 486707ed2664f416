using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Orders;
using Trading.Domain.Accounts;
using Trading.Domain.Orders;
using Trading.Domain.Risk;
using Trading.Domain.Values;
using Trading.Integrations.Orders;

namespace Trading.Integrations.Tests.Orders;

public sealed class TableOrdersTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly IOrderRepository orders = new ServiceCollection()
        .AddSingleton(TestTables.New()).AddOrdersAdapters().BuildServiceProvider().GetRequiredService<IOrderRepository>();

    [Fact]
    public async Task An_intent_comes_back_as_it_was_stored()
    {
        var intent = AnIntent.Of("order-1");

        var stored = await orders.CreateAsync(intent, Cancel);

        Assert.Equal(intent, stored.Order.Intent);
        Assert.Equal(intent, (await orders.FindAsync(OrderKey.Of(intent), Cancel))!.Order.Intent);
        Assert.Equal(new OrderCreated(intent, AnIntent.Now), Assert.Single(await orders.EventsAsync(OrderKey.Of(intent), Cancel)).Event);
    }

    [Fact]
    public async Task The_first_intent_under_an_id_stands()
    {
        var first = await orders.CreateAsync(AnIntent.Of("order-1"), Cancel);

        var second = await orders.CreateAsync(AnIntent.Of("order-1") with { Side = Side.Sell }, Cancel);

        Assert.Equal(Side.Buy, second.Order.Intent.Side);
        Assert.Equal(first.Tag, second.Tag);
        Assert.Single(await orders.EventsAsync(OrderKey.Of(first.Order.Intent), Cancel));
    }

    [Fact]
    public async Task Only_orders_that_have_not_ended_are_listed_as_open()
    {
        OrderCommand[][] lives =
        [
            [], [new DenyRisk("x", "y", AnIntent.Now)], [new RequestCancel("x", AnIntent.Now)], [new PassRisk(AnIntent.Now), new StartSubmission(AnIntent.Now)],
            [new PassRisk(AnIntent.Now), new StartSubmission(AnIntent.Now), new ReportUnknownFate(AnIntent.Now)],
            [new PassRisk(AnIntent.Now), new StartSubmission(AnIntent.Now), new ReportRejected("x", "y", AnIntent.Now)],
        ];
        for (var i = 0; i < lives.Length; i++)
        {
            var stored = await orders.CreateAsync(AnIntent.Of($"order-{i}", account: $"account-{i % 2}"), Cancel);
            foreach (var command in lives[i])
                stored = (await orders.TryAppendAsync(stored, OrderRules.Decide(stored.Order, command), Cancel))!;
        }

        Assert.Equal(["order-0", "order-3", "order-4"], await OpenAsync(null));
        Assert.Equal(["order-0", "order-4"], await OpenAsync(new AccountId("account-0")));
        Assert.Empty(await OpenAsync(new AccountId("account-9")));

        async Task<List<string>> OpenAsync(AccountId? account)
        {
            List<string> ids = [];
            await foreach (var order in orders.ListOpenAsync(AnIntent.User, account, Cancel))
                ids.Add(order.Id.Value);
            return [.. ids.Order(StringComparer.Ordinal)];
        }
    }

    [Fact]
    public async Task An_order_that_has_ended_counts_as_unsettled_until_its_last_fill_is_booked()
    {
        var stored = await orders.CreateAsync(AnIntent.Of("order-1", size: new OrderSize.Units(new Quantity(5))), Cancel);
        var fill = new Execution(new ExecutionId("fill-1"), new Quantity(5), new Price(100), Money.Zero, AnIntent.Now);
        await AppendAsync(new PassRisk(AnIntent.Now), new StartSubmission(AnIntent.Now));
        Assert.Equal((1, 1), (await CountAsync(orders.ListOpenAsync), await CountAsync(Unsettled)));

        await AppendAsync(new RecordFill(fill, Completes: true, AnIntent.Now));
        Assert.Equal((OrderStatus.Filled, 0, 1), (stored.Order.Status, await CountAsync(orders.ListOpenAsync), await CountAsync(Unsettled)));

        await AppendAsync(new MarkBooked(fill.Id, AnIntent.Now));
        Assert.Equal((0, 0), (await CountAsync(orders.ListOpenAsync), await CountAsync(Unsettled)));

        IAsyncEnumerable<Order> Unsettled(UserId user, AccountId? account, CancellationToken cancellationToken) => orders.ListUnsettledAsync(user, account!.Value, cancellationToken);

        async Task<int> CountAsync(Func<UserId, AccountId?, CancellationToken, IAsyncEnumerable<Order>> list) =>
            await list(AnIntent.User, new AccountId("account-1"), Cancel).CountAsync(Cancel);

        async Task AppendAsync(params OrderCommand[] commands)
        {
            foreach (var command in commands)
                stored = (await orders.TryAppendAsync(stored, OrderRules.Decide(stored.Order, command), Cancel))!;
        }
    }

    [Fact]
    public async Task Recent_orders_are_those_made_since_a_time_without_the_denied_and_the_one_that_asks()
    {
        for (var i = 0; i < 6; i++)
        {
            var intent = AnIntent.Of($"order-{i}", size: new OrderSize.Units(new Quantity(i + 1))) with { CreatedAt = AnIntent.Now.AddSeconds(i) };
            var stored = await orders.CreateAsync(intent, Cancel);
            // The second is denied at once, the fifth after it had passed.
            if (i is 4)
                stored = (await orders.TryAppendAsync(stored, [new RiskPassed(AnIntent.Now)], Cancel))!;
            if (i is 1 or 4)
                await orders.TryAppendAsync(stored, [new OrderDenied("x", "y", AnIntent.Now)], Cancel);
        }

        await orders.CreateAsync(AnIntent.Of("other", account: "account-2") with { CreatedAt = AnIntent.Now.AddSeconds(9) }, Cancel);

        var recent = await orders.RecentAsync(AnIntent.User, new AccountId("account-1"), AnIntent.Now.AddSeconds(1), new OrderId("order-5"), Cancel);

        var brk = AnIntent.Of("any").Instrument;
        Assert.Equal(
            [
                new RecentOrder(brk, Side.Buy, new OrderSize.Units(new Quantity(3)), AnIntent.Now.AddSeconds(2)),
                new RecentOrder(brk, Side.Buy, new OrderSize.Units(new Quantity(4)), AnIntent.Now.AddSeconds(3)),
            ],
            recent.OrderBy(order => order.At));
    }

    [Fact]
    public async Task Of_two_who_change_an_order_at_once_one_is_told_to_look_again()
    {
        var stored = await orders.CreateAsync(AnIntent.Of("order-1"), Cancel);

        var winner = await orders.TryAppendAsync(stored, [new RiskPassed(AnIntent.Now)], Cancel);
        var loser = await orders.TryAppendAsync(stored, [new OrderDenied("x", "y", AnIntent.Now)], Cancel);

        Assert.NotNull(winner);
        Assert.Null(loser);
        var events = await orders.EventsAsync(OrderKey.Of(stored.Order.Intent), Cancel);
        Assert.Equal([typeof(OrderCreated), typeof(RiskPassed)], events.Select(recorded => recorded.Event.GetType()));
    }

    [Fact]
    public async Task What_is_stored_of_an_order_is_what_its_events_add_up_to()
    {
        var stored = await orders.CreateAsync(AnIntent.Of("order-1"), Cancel);
        OrderCommand[] commands =
        [
            new PassRisk(AnIntent.Now), new StartSubmission(AnIntent.Now), new ReportAccepted("broker-1", AnIntent.Now), new ReportWorking(AnIntent.Now),
            new RecordFill(AnIntent.Fill("exec/1", 10), false, AnIntent.Now), new RecordFill(AnIntent.Fill("exec/2", 5.00000001m), true, AnIntent.Now),
            new MarkBooked(new ExecutionId("exec/1"), AnIntent.Now), new PassRisk(AnIntent.Now), new ReportCancelled("late", AnIntent.Now),
        ];
        foreach (var command in commands)
        {
            if (OrderRules.Decide(stored.Order, command) is { Count: > 0 } events)
                stored = (await orders.TryAppendAsync(stored, events, Cancel))!;
        }

        var read = (await orders.FindAsync(OrderKey.Of(stored.Order.Intent), Cancel))!;
        var folded = OrderRules.Fold((await orders.EventsAsync(OrderKey.Of(stored.Order.Intent), Cancel)).Select(recorded => recorded.Event));

        Assert.Equal(stored.Tag, read.Tag);
        Assert.Equal(folded.Executions, read.Order.Executions);
        Assert.Equal(folded.Booked, read.Order.Booked);
        Assert.Equal(folded.Contradictions, read.Order.Contradictions);
        Assert.Equal(
            (folded.Status, folded.Version, folded.BrokerOrderId, folded.IsCleared, folded.UpdatedAt, folded.EndReason),
            (read.Order.Status, read.Order.Version, read.Order.BrokerOrderId, read.Order.IsCleared, read.Order.UpdatedAt, read.Order.EndReason));
        Assert.Equal(OrderStatus.Filled, read.Order.Status);
        Assert.Single(read.Order.Contradictions);
    }

    [Fact]
    public async Task A_user_sees_the_orders_of_own_accounts_and_nobody_elses()
    {
        foreach (var intent in new[] { AnIntent.Of("a", "account-1"), AnIntent.Of("b", "account-2"), AnIntent.Of("c", "account-1", "owner-2"), AnIntent.Of("d", "account-1", "own") })
            await orders.CreateAsync(intent, Cancel);

        Assert.Equal(["a", "b"], await IdsAsync(null));
        Assert.Equal(["b"], await IdsAsync(new AccountId("account-2")));
        Assert.Equal(new AccountId("account-2"), (await orders.LocateAsync(AnIntent.User, new OrderId("b"), Cancel))?.Account);
        Assert.Null(await orders.LocateAsync(AnIntent.User, new OrderId("c"), Cancel));
    }

    [Fact]
    public async Task An_order_with_more_fills_than_one_property_holds_is_stored_whole()
    {
        var stored = await orders.CreateAsync(AnIntent.Of("order-1"), Cancel);
        for (var batch = 0; batch < 8; batch++)
        {
            var fills = Enumerable.Range(0, 50).Select(i => (OrderEvent)new ExecutionRecorded(AnIntent.Fill($"execution-{batch}-{i}", 1), AnIntent.Now));
            stored = (await orders.TryAppendAsync(stored, [.. fills], Cancel))!;
        }

        Assert.Equal(400, (await orders.FindAsync(OrderKey.Of(stored.Order.Intent), Cancel))!.Order.Executions.Count);
    }

    private async Task<List<string>> IdsAsync(AccountId? account)
    {
        List<string> ids = [];
        await foreach (var order in orders.ListAsync(AnIntent.User, account, Cancel))
            ids.Add(order.Id.Value);
        ids.Sort(StringComparer.Ordinal);
        return ids;
    }
}
