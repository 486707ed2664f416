using Trading.Application.Orders;
using Trading.Domain.Orders;

namespace Trading.Conformance;

/// <summary>What reports say, and that they add up whatever happens.</summary>
public abstract partial class BrokerConformance
{
    [Fact]
    public async Task Of_an_order_that_never_came_nothing_is_said()
    {
        await OpenAsync();

        Assert.Empty(await ReportsAsync(Order("o1")));
    }

    [Fact]
    public async Task The_same_is_said_however_often_it_is_asked()
    {
        await OpenAsync();
        var order = Order("o1");
        await TakenAsync(order);
        await bench.TradeAsync(100, 100, 100, units: 4);

        var first = await ReportsAsync(order);

        Assert.Equal(first, await ReportsAsync(order));
        Assert.Equal(first, await ReportsAsync(order));
    }

    [Fact]
    public async Task What_was_said_stays_and_what_happens_is_added()
    {
        await OpenAsync();
        var order = Order("o1");
        await TakenAsync(order);
        List<IReadOnlyList<ExecutionMessage>> told = [await ReportsAsync(order)];
        foreach (var units in new[] { 4, 3, 1 })
        {
            await bench.TradeAsync(100, 100, 100, units);
            told.Add(await ReportsAsync(order));
        }

        await CancelAsync(order);
        told.Add(await ReportsAsync(order));

        for (var i = 1; i < told.Count; i++)
        {
            Assert.Equal(told[i - 1], told[i].Take(told[i - 1].Count));
            Assert.Equal(told[i - 1].Count + 1, told[i].Count);
        }

        await ExpectAsync(order, OrderStatus.Cancelled, 8);
    }

    [Fact]
    public async Task Reports_come_in_the_order_in_which_things_happened()
    {
        await OpenAsync();
        var order = Order("o1");
        await TakenAsync(order);
        await bench.TradeAsync(100, 100, 100, units: 4);
        await bench.TradeAsync(100, 100, 100, units: 3);
        await CancelAsync(order);

        var reports = await ReportsAsync(order);

        Assert.Equal([ExecutionKinds.Accepted, ExecutionKinds.Working, ExecutionKinds.Fill, ExecutionKinds.Fill, ExecutionKinds.Cancelled], Kinds(reports));
        var fills = reports.Where(report => report.Kind == ExecutionKinds.Fill).ToList();
        Assert.True(fills[0].TradedAt < fills[1].TradedAt);
    }

    [Fact]
    public async Task Reports_name_their_order_its_account_and_user_and_make_sense()
    {
        await OpenAsync();
        var order = Order("o1");
        await TakenAsync(order);
        await bench.TradeAsync(100, 100, 100, units: 4);
        await CancelAsync(order);

        Assert.All(await ReportsAsync(order), report =>
        {
            Assert.Equal(OrderKey.Of(order), report.ToReference().ToKey());
            Assert.NotNull(report.ToCommand());
            Assert.Equal(TimeSpan.Zero, report.At.Offset);
            Assert.True(report.At > DateTimeOffset.UnixEpoch);
        });
    }

    [Fact]
    public async Task A_fill_says_what_it_cost()
    {
        await OpenAsync();
        var order = Order("o1");
        await TakenAsync(order);
        await bench.TradeAsync(100, 100, 100, units: 100);

        var fill = (await ReportsAsync(order)).Single(report => report.Kind == ExecutionKinds.Fill);

        Assert.NotEmpty(fill.ExecutionId!);
        Assert.True(fill is { Quantity: 10, Price: > 0, Commission: >= 0, Tax: >= 0, Completes: true }, fill.ToString());
        Assert.Equal(Deposit - (fill.Quantity * fill.Price) - fill.Commission - fill.Tax, (await bench.HoldsAsync(User, Account)).Cash);
    }

    [Fact]
    public async Task Fills_of_different_orders_have_different_ids()
    {
        await OpenAsync();
        NewOrder[] orders = [Order("o1"), Order("o2"), Order("o3", instructions: Limit(101))];
        foreach (var order in orders)
            await TakenAsync(order);

        await bench.TradeAsync(100, 100, 100, units: 4);
        await bench.TradeAsync(100, 100, 100, units: 100);

        await AddsUpAsync(orders);
        Assert.Equal(30, (await bench.HoldsAsync(User, Account)).Units);
    }

    [Fact]
    public async Task A_fill_that_nobody_asked_for_at_the_time_is_told_later()
    {
        await OpenAsync();
        var order = Order("o1");
        await TakenAsync(order);
        foreach (var _ in Enumerable.Range(0, 8))
            await bench.TradeAsync(100, 100, 100, units: 1);

        await ExpectAsync(order, OrderStatus.PartiallyFilled, 8);
        Assert.Equal(8, (await FoldedAsync(order)).Executions.Count);
    }

    [Fact]
    public async Task Reports_that_come_twice_and_in_any_order_lose_and_double_no_fill()
    {
        await OpenAsync();
        var order = Order("o1");
        await TakenAsync(order);
        foreach (var units in new[] { 4, 3, 3 })
            await bench.TradeAsync(100, 100, 100, units);
        var reports = await ReportsAsync(order);

        for (var seed = 1; seed <= 50; seed++)
        {
            ExecutionMessage[] mixed = [.. reports, .. reports];
            new Random(seed).Shuffle(mixed);

            Assert.True(Fold(order, mixed) is { Status: OrderStatus.Filled, Filled.Value: 10, Executions.Count: 3 }, $"seed {seed}");
        }
    }

    [Fact]
    public async Task What_it_says_of_an_account_is_what_it_holds_and_what_works_there()
    {
        await OpenAsync();
        Assert.SkipUnless(Broker.Capabilities.TellsState, "It does not tell what an account has.");
        NewOrder[] orders = [Order("o1", units: 3), Order("o2", units: 20), Order("o3", instructions: Limit(50)), Order("o4", instructions: Limit(50))];
        foreach (var order in orders)
            await TakenAsync(order);
        await bench.TradeAsync(100, 100, 100, units: 4);
        foreach (var order in orders)
            await ReportsAsync(order);
        await CancelAsync(orders[3]);

        var state = (await Broker.StateAsync(User, Account, Cancel))!;

        var (cash, units) = await bench.HoldsAsync(User, Account);
        Assert.Equal(cash, state.Cash["USD"]);
        Assert.Equal([(bench.Instrument.ToString(), 7m)], state.Units.Select(one => (one.Key, one.Value)));
        Assert.Equal(7, units);
        Assert.Equal([("o2", 4m), ("o3", 0m)], state.Orders.Select(order => (order.Id!.Value.Value, order.Filled)).Order());
    }

    [Theory]
    [InlineData(VenueFailure.Unreachable)]
    [InlineData(VenueFailure.AnswerLost)]
    [InlineData(VenueFailure.Forgetful)]
    public async Task Of_an_account_it_says_all_or_fails(VenueFailure failure)
    {
        await OpenAsync();
        Assert.SkipUnless(Broker.Capabilities.TellsState, "It does not tell what an account has.");
        bench.Fail(failure);

        await Assert.ThrowsAnyAsync<Exception>(() => Broker.StateAsync(User, Account, Cancel));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Whatever_goes_wrong_what_is_told_in_the_end_is_what_the_broker_holds(int seed)
    {
        await OpenAsync();
        var random = new Random(seed);
        Dictionary<NewOrder, List<ExecutionMessage>> heard = [];
        bench.BeHostile(seed);
        for (var step = 0; step < 60; step++)
        {
            var known = heard.Keys.ToList();
            switch (random.Next(4))
            {
                case 0:
                    var order = Order($"o{step}", (Side)random.Next(2), random.Next(1, 20), random.Next(2) == 0 ? Limit(random.Next(95, 106)) : null);
                    heard.Add(order, []);
                    await TryAsync(() => Broker.SubmitAsync(order, Cancel));
                    break;
                case 1 when known.Count > 0:
                    var cancelled = known[random.Next(known.Count)];
                    heard[cancelled].AddRange(await TryAsync(() => CancelAsync(cancelled)) ?? []);
                    break;
                case 2 when known.Count > 0:
                    var asked = known[random.Next(known.Count)];
                    heard[asked].AddRange(await TryAsync(() => ReportsAsync(asked)) ?? []);
                    break;
                default:
                    var open = random.Next(95, 106);
                    await bench.TradeAsync(open, open + random.Next(4), open - random.Next(4), random.Next(1, 12));
                    break;
            }
        }

        bench.Fail(VenueFailure.None);
        foreach (var (order, reports) in heard)
        {
            var asked = await ReportsAsync(order);
            var expected = Fold(order, asked);
            var actual = Fold(order, [.. reports, .. asked]);
            Assert.True(expected.Executions.ToHashSet().SetEquals(actual.Executions), $"seed {seed}, {order.Id}");
            Assert.Equal(await bench.HasAsync(OrderKey.Of(order)), asked.Any(report => report.Kind == ExecutionKinds.Accepted));
        }

        await AddsUpAsync([.. heard.Keys]);
        Assert.True((await bench.HoldsAsync(User, Account)).Units >= 0);
    }

    private static async Task<T?> TryAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception failure) when (failure is OrderFateUnknownException or BrokerUnreachableException or HttpRequestException or OperationCanceledException)
        {
            return default;
        }
    }
}
