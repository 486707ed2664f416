using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Accounts;
using Trading.Application.Exits;
using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Application.Tests.PaperTrading;
using Trading.Domain.Accounts;
using Trading.Domain.Exits;
using Trading.Domain.MarketData;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Risk;

namespace Trading.Application.Tests.Exits;

/// <summary>A way out of an account with the simulated broker: nothing of the account trades but what closes it.</summary>
public sealed class FlattenTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly AccountId Account = new("account-1");
    private int day;

    [Fact]
    public async Task Open_orders_are_cancelled_at_once_and_the_position_is_closed_at_the_next_bar()
    {
        var bench = await WithPositionAsync(new Bench());
        var rests = await PlaceAsync(bench, "rests", Side.Buy, OrderKind.Limit, limit: 50);

        var flattening = await StartAsync(bench, "wish");
        await bench.RunAsync();

        Assert.Equal((OrderStatus.Cancelled, "Flattened: drill"), (Order(bench, rests).Status, Order(bench, rests).EndReason));
        Assert.Equal((FlatteningStatus.Closing, 100m), (flattening.Status, flattening.Legs["US:SPY"].Quantity.Value));
        var denied = await PlaceAsync(bench, "meanwhile", Side.Sell, OrderKind.Market);
        Assert.Equal((OrderStatus.RiskDenied, "account-flattening"), (Order(bench, denied).Status, Order(bench, denied).EndCode));

        await BarAsync(bench);
        Assert.Equal(FlatteningStatus.Flat, bench.Stores.Flattenings[Account].Flattening.Status);
        Assert.Empty(bench.Stores.BooksOf(Account).Positions);
        Assert.Equal(("flatten", 100m), Closing(bench));

        // The same wish starts once; another one finds nothing to do, and orders leave again.
        Assert.Equal(flattening.Id, (await StartAsync(bench, "wish")).Id);
        Assert.Equal(FlatteningStatus.Flat, (await StartAsync(bench, "another")).Status);
        Assert.Contains(flattening.Id, (await StartAsync(bench, "wish")).Earlier);
        Assert.Equal(OrderStatus.Working, Order(bench, await PlaceAsync(bench, "afterwards", Side.Buy, OrderKind.Market)).Status);
    }

    [Fact]
    public async Task A_kill_switch_that_lets_nothing_leave_makes_it_stuck_with_the_reason_and_one_that_flattens_lets_just_the_closing_orders_leave()
    {
        var bench = await WithPositionAsync(new Bench());
        bench.Stores.AccountSwitches[Account] = new KillSwitch(true, "stop", default) { Account = Account };

        await StartAsync(bench, "first");
        await bench.RunAsync();
        var stuck = bench.Stores.Flattenings[Account].Flattening;
        Assert.Equal((FlatteningStatus.Stuck, "The kill switch is engaged: stop"), (stuck.Status, stuck.Legs["US:SPY"].Trouble));

        var kill = bench.Services.GetRequiredService<KillHandler>();
        Assert.True((await kill.HandleAsync(Bench.User, Account, KillLevel.Flatten, "out", bench, Cancel)).TryGet(out var outcome, out _));
        await bench.RunAsync();
        var denied = await PlaceAsync(bench, "meanwhile", Side.Buy, OrderKind.Market);
        await BarAsync(bench);

        Assert.Equal(Account, Assert.Single(outcome.Flattened!).Account);
        Assert.Equal((OrderStatus.RiskDenied, "kill-switch"), (Order(bench, denied).Status, Order(bench, denied).EndCode));
        Assert.Equal((FlatteningStatus.Flat, 0), (bench.Stores.Flattenings[Account].Flattening.Status, bench.Stores.BooksOf(Account).Positions.Count));
    }

    [Fact]
    public async Task The_tighter_of_the_switches_over_an_account_counts()
    {
        var bench = await WithPositionAsync(new Bench());
        var settings = bench.Services.GetRequiredService<KillHandler>();
        bench.Stores.KillSwitch = new KillSwitch(true, "everything stops", default);

        Assert.True((await settings.HandleAsync(Bench.User, Account, KillLevel.Flatten, "out", bench, Cancel)).TryGet(out _, out _));
        await bench.RunAsync();

        Assert.Equal((FlatteningStatus.Stuck, 100m), (bench.Stores.Flattenings[Account].Flattening.Status, bench.Stores.BooksOf(Account).Positions["US:SPY"].Units));
    }

    /// <summary>Orders that fill while they are cancelled, steps that die anywhere, messages that are doubled or lost: it ends flat, and never short.</summary>
    [Fact]
    public async Task Whatever_dies_on_the_way_the_account_ends_flat_and_each_closing_order_is_made_once()
    {
        for (var seed = 1; seed <= 30; seed++)
        {
            var crash = new Crash(seed, 0.04);
            var bench = await UntilAsync(() => WithPositionAsync(new Bench(crash)));
            await UntilAsync(() => PlaceAsync(bench, "up", Side.Sell, OrderKind.Limit, limit: 101, quantity: 30));
            await UntilAsync(() => PlaceAsync(bench, "down", Side.Buy, OrderKind.Limit, limit: 98, quantity: 20));
            // The bar comes before anybody has heard of it: what it trades, it trades while the account is being flattened.
            AddBar(bench, high: crash.Next(2) == 0 ? 102 : 100, low: crash.Next(2) == 0 ? 97 : 99);
            await UntilAsync(() => StartAsync(bench, "wish"));
            await bench.RunAsync();
            for (var i = 0; i < 3; i++)
                await UntilAsync(() => BarAsync(bench));

            Assert.Equal((seed, FlatteningStatus.Flat), (seed, bench.Stores.Flattenings[Account].Flattening.Status));
            Assert.Empty(bench.Stores.BooksOf(Account).Positions);
            Assert.Empty(bench.Stores.PaperAccounts[(Bench.User, Account)].Account.Units);
            Assert.Single(bench.Stores.Orders.Values.Select(OrderRules.Fold), order => order.Intent.Flattening is not null);
        }
    }

    private async Task<Bench> WithPositionAsync(Bench bench)
    {
        day = 0;
        AddBar(bench);
        var opened = await UntilAsync(() => bench.Services.GetRequiredService<OpenAccountHandler>().HandleAsync(Bench.User, Account, new AccountDraft("By hand") { InitialBalance = 100_000 }, Cancel));
        Assert.True(opened.TryGet(out _, out var errors), errors?.ToString());
        await UntilAsync(() => PlaceAsync(bench, "entry", Side.Buy, OrderKind.Market));
        await UntilAsync(() => BarAsync(bench));
        Assert.Equal(100, bench.Stores.BooksOf(Account).Positions["US:SPY"].Units);
        return bench;
    }

    private static Task<Flattening> StartAsync(Bench bench, string wish) =>
        bench.Services.GetRequiredService<StartFlatteningHandler>().HandleAsync(Bench.User, Account, wish, "drill", bench, Cancel)!;

    private static async Task<OrderKey> PlaceAsync(Bench bench, string id, Side side, OrderKind kind, decimal? limit = null, decimal quantity = 100)
    {
        var result = await bench.Services.GetRequiredService<PlaceOrderHandler>().HandleAsync(
            Bench.User, new OrderId(id), new RequestedOrder(Account.Value, "US", "SPY", side) { Kind = kind, Quantity = quantity, LimitPrice = limit }, bench, Cancel);
        Assert.True(result.TryGet(out _, out var faults), faults?.ToString());
        await bench.RunAsync();
        return new OrderKey(Bench.User, Account, new OrderId(id));
    }

    private async Task<bool> BarAsync(Bench bench)
    {
        AddBar(bench);
        await UntilAsync(async () =>
        {
            await bench.Services.GetRequiredService<NewBarsHandler>().HandleAsync(Spy.Series, bench, Cancel);
            return true;
        });
        await bench.RunAsync();
        return true;
    }

    private void AddBar(Bench bench, double high = 100.5, double low = 99.5) => bench.Stores.Bars = BarSeries.FromBars(
        [.. Enumerable.Range(0, bench.Stores.Bars.Count).Select(i => bench.Stores.Bars[i]), new Bar(new DateTimeOffset(2024, 1, 2, 0, 0, 0, TimeSpan.Zero).AddDays(day++), 100, high, low, 100, 1_000_000)]);

    private static (string? Tag, decimal Filled) Closing(Bench bench)
    {
        var order = bench.Stores.Orders.Values.Select(OrderRules.Fold).Single(order => order.Intent.Flattening is not null);
        return (order.Intent.Tag, order.Filled.Value);
    }

    private static Order Order(Bench bench, OrderKey key) => OrderRules.Fold(bench.Stores.Orders[key]);

    /// <summary>A client, or a queue, repeats what was broken off.</summary>
    private static async Task<T> UntilAsync<T>(Func<Task<T>> call)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (CrashException)
            {
            }
        }
    }
}
