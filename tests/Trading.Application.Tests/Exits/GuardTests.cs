using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Accounts;
using Trading.Application.Exits;
using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Application.Risk;
using Trading.Application.Tests.PaperTrading;
using Trading.Domain.Accounts;
using Trading.Domain.Exits;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Risk;

namespace Trading.Application.Tests.Exits;

/// <summary>A position with a guard over it, from the bar that reaches its stop to the books without it.</summary>
public sealed class GuardTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly GuardKey Key = new(Bench.User, new AccountId("mine"), InstrumentId.Create(Market.US, "SPY"));
    private readonly List<Bar> bars = [];

    [Fact]
    public async Task A_position_that_falls_through_its_stop_is_sold_once_and_whole_whatever_breaks_down()
    {
        var crashes = 0;
        for (var seed = 1; seed <= 30; seed++)
        {
            bars.Clear();
            var crash = new Crash(seed, 0.02);
            var bench = new Bench(crash);
            await HoldAsync(bench);
            // A limit far above works in the same instrument; it must not sell beside the exit.
            var target = await PlaceAsync(bench, "target", new RequestedOrder("mine", "US", "SPY", Side.Sell) { Quantity = 100, Kind = OrderKind.Limit, LimitPrice = 150 });
            await ThroughAsync(() => bench.Services.GetRequiredService<GuardHandler>().SetAsync(Key, new GuardDraft(), Cancel));

            await BarAsync(bench, 90);
            await BarAsync(bench, 88);
            await BarAsync(bench, 160);

            crashes += crash.Count;
            var exits = Orders(bench).Where(order => order.Intent.Tag == "stop-loss").ToList();
            Assert.True(exits is [{ Status: OrderStatus.Filled, Filled.Value: 100 }], $"seed {seed}: {string.Join(", ", exits)}");
            Assert.True(bench.Stores.BooksOf(Key.Account).PositionIn(Key.Instrument).Units == 0, $"seed {seed}");
            Assert.True(Orders(bench).Single(order => order.Id == target) is { Status: OrderStatus.Cancelled, Filled.IsZero: true }, $"seed {seed}");
            Assert.True(Guard(bench) is { Status: GuardStatus.Ended, Reached: "stop-loss", ReachedPrice.Value: 90 }, $"seed {seed}: {Guard(bench)}");
        }

        Assert.True(crashes > 30, $"{crashes} crashes");
    }

    [Fact]
    public async Task Exits_that_the_kill_switch_denies_are_taken_over_by_a_guard_which_waits_for_its_release()
    {
        var bench = new Bench();
        await HoldAsync(bench, new ExitPlan { StopLoss = new ExitLevel(), Target = new ExitLevel { Rate = 0.1m } }, pressBeforeFill: true);
        Assert.All(Orders(bench).Where(order => order.Intent.Entry is not null), exit => Assert.Equal((OrderStatus.RiskDenied, "kill-switch"), (exit.Status, exit.EndCode)));
        Assert.Equal((GuardStatus.Watching, 95m), (Guard(bench).Status, Guard(bench).StopLoss!.Value.Value));

        await BarAsync(bench, 90);
        Assert.Equal((GuardStatus.Exiting, null), (Guard(bench).Status, Guard(bench).Exit));

        bench.Stores.KillSwitch = KillSwitch.Released;
        await LookAsync(bench);
        await BarAsync(bench, 89);

        Assert.Equal(GuardStatus.Ended, Guard(bench).Status);
        Assert.Equal(0, bench.Stores.BooksOf(Key.Account).PositionIn(Key.Instrument).Units);
    }

    [Theory]
    [InlineData("kill-switch")]
    [InlineData("trading-state")]
    [InlineData("account-flattening")]
    public async Task A_guard_waits_for_as_long_as_its_exit_would_be_denied_and_loses_none_of_its_exits(string check)
    {
        var bench = new Bench();
        await HoldAsync(bench);
        await bench.Services.GetRequiredService<GuardHandler>().SetAsync(Key, new GuardDraft(), Cancel);
        var scope = new RiskScope.OfAccount(Key.Account);
        var flattening = new Flattening("flattening", Bench.User, Key.Account, "enough", DateTimeOffset.UnixEpoch);
        if (check == "kill-switch")
            bench.Stores.AccountSwitches[Key.Account] = new KillSwitch(true, "enough", DateTimeOffset.UnixEpoch) { Account = Key.Account };
        else if (check == "trading-state")
            bench.Stores.Limits[scope] = RiskLimits.None with { TradingState = TradingState.Halted };
        else
            bench.Stores.Flattenings[Key.Account] = (flattening, 1);

        // Each bar comes with three more looks: more than a guard has exits.
        await BarAsync(bench, 90);
        await BarAsync(bench, 90);
        Assert.Equal((GuardStatus.Exiting, check, null), (Guard(bench).Status, Guard(bench).WaitsFor, Guard(bench).Exit));

        bench.Stores.AccountSwitches.Clear();
        bench.Stores.Limits.Remove(scope);
        if (check == "account-flattening")
            bench.Stores.Flattenings[Key.Account] = (flattening with { Status = FlatteningStatus.Stuck }, 2);
        await LookAsync(bench);
        await BarAsync(bench, 89);

        Assert.Equal((GuardStatus.Ended, null, 1), (Guard(bench).Status, Guard(bench).WaitsFor, Guard(bench).Attempts));
        Assert.Equal(0, bench.Stores.BooksOf(Key.Account).PositionIn(Key.Instrument).Units);
    }

    [Fact]
    public async Task A_guard_over_nothing_or_beyond_the_price_is_refused_by_field()
    {
        var bench = new Bench();
        await bench.Services.GetRequiredService<OpenAccountHandler>().HandleAsync(Bench.User, Key.Account, new AccountDraft("Mine") { InitialBalance = 50_000 }, Cancel);
        await BarAsync(bench, 100);
        Assert.Equal(["no-position"], await CodesAsync(bench, new GuardDraft()));

        bars.Clear();
        bench = new Bench();
        await HoldAsync(bench);
        Assert.Equal(["stop-loss-on-wrong-side"], await CodesAsync(bench, new GuardDraft { StopLoss = new ExitLevel { Price = 101 } }));
        Assert.Equal(["target-on-wrong-side"], await CodesAsync(bench, new GuardDraft { Target = new ExitLevel { Price = 99 } }));
        Assert.Equal(["trailing-rate-out-of-range"], await CodesAsync(bench, new GuardDraft { Trailing = new ExitTrail { Rate = 1 } }));
        Assert.Equal(["segment-of-other-market"], await CodesAsync(bench, new GuardDraft { Segment = Segment.Kospi }));
        Assert.Empty(bench.Guards.Stored);

        // Five percent below its cost of 100 is 95, which the price has passed already.
        await BarAsync(bench, 94);
        Assert.Equal(["stop-loss-on-wrong-side"], await CodesAsync(bench, new GuardDraft()));
        Assert.Null(await bench.Services.GetRequiredService<GuardHandler>().SetAsync(Key with { Account = new AccountId("none") }, new GuardDraft(), Cancel));
    }

    [Fact]
    public async Task A_guard_ends_when_its_position_is_sold_otherwise_and_one_that_was_removed_does_nothing()
    {
        var bench = new Bench();
        await HoldAsync(bench);
        var handler = bench.Services.GetRequiredService<GuardHandler>();
        await handler.SetAsync(Key, new GuardDraft(), Cancel);
        Assert.NotNull(await handler.RemoveAsync(Key, Cancel));
        Assert.Null(await handler.RemoveAsync(Key, Cancel));
        await BarAsync(bench, 96);
        await handler.SetAsync(Key, new GuardDraft { Trailing = new ExitTrail { Amount = 10 } }, Cancel);

        await PlaceAsync(bench, "sale", new RequestedOrder("mine", "US", "SPY", Side.Sell) { Quantity = 100 });
        await BarAsync(bench, 97);

        Assert.Equal((GuardStatus.Ended, null), (Guard(bench).Status, Guard(bench).Exit));
    }

    /// <summary>An account that holds 100 SPY, bought at 100.</summary>
    private async Task HoldAsync(Bench bench, ExitPlan? bracket = null, bool pressBeforeFill = false)
    {
        await ThroughAsync(() => bench.Services.GetRequiredService<OpenAccountHandler>().HandleAsync(Bench.User, Key.Account, new AccountDraft("Mine") { InitialBalance = 50_000 }, Cancel));
        await BarAsync(bench, 101);
        await PlaceAsync(bench, "entry", new RequestedOrder("mine", "US", "SPY", Side.Buy) { Quantity = 100, Kind = OrderKind.Limit, LimitPrice = 100, Bracket = bracket });
        if (pressBeforeFill)
            bench.Stores.KillSwitch = new KillSwitch(true, "enough", DateTimeOffset.UnixEpoch);
        await BarAsync(bench, 100);
        Assert.Equal(100, bench.Stores.BooksOf(Key.Account).PositionIn(Key.Instrument).Units);
    }

    private static async Task<OrderId> PlaceAsync(Bench bench, string id, RequestedOrder request)
    {
        var placed = await ThroughAsync(() => bench.Services.GetRequiredService<PlaceOrderHandler>().HandleAsync(Bench.User, new OrderId(id), request, bench, Cancel));
        Assert.True(placed.TryGet(out var order, out var faults), faults?.ToString());
        await bench.RunAsync();
        return order.Id;
    }

    /// <summary>A bar with one price is stored, and all that follows happens.</summary>
    private async Task BarAsync(Bench bench, double price)
    {
        bars.Add(new Bar(new DateTimeOffset(2025, 1, 6, 0, 0, 0, TimeSpan.Zero).AddDays(bars.Count), price, price, price, price, 1_000_000));
        bench.Stores.Bars = BarSeries.FromBars(bars);
        await ThroughAsync(async () =>
        {
            await bench.Services.GetRequiredService<NewBarsHandler>().HandleAsync(Spy.Series, bench, Cancel);
            return true;
        });
        await bench.RunAsync();
        // What was missed, the timer finds.
        for (var look = 0; look < 3; look++)
            await LookAsync(bench);
    }

    private static async Task LookAsync(Bench bench)
    {
        await bench.Services.GetRequiredService<WatchGuardsHandler>().LookAsync(null, bench, Cancel);
        await bench.RunAsync();
    }

    private static async Task<IEnumerable<string>> CodesAsync(Bench bench, GuardDraft draft)
    {
        var result = await bench.Services.GetRequiredService<GuardHandler>().SetAsync(Key, draft, Cancel);
        return result!.Value.TryGet(out _, out var faults) ? [] : faults.Faults.Select(fault => fault.Code);
    }

    private static async Task<T> ThroughAsync<T>(Func<Task<T>> call)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (CrashException)
            {
                // Whoever asked repeats it.
            }
        }
    }

    private static Guard Guard(Bench bench) => bench.Guards.Stored[Key].Guard;

    private static List<Order> Orders(Bench bench) => [.. bench.Stores.Orders.Values.Select(OrderRules.Fold)];
}
