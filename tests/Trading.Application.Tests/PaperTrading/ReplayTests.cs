using Microsoft.Extensions.DependencyInjection;
using Trading.Application.PaperTrading;
using Trading.Application.Risk;
using Trading.Application.Portfolio;
using Trading.Application.Strategies;
using Trading.Domain.Accounts;
using Trading.Domain.MarketData;
using Trading.Domain.Orders;
using Trading.Domain.PaperTrading;
using Trading.Domain.Risk;
using Trading.Domain.Values;

namespace Trading.Application.Tests.PaperTrading;

public sealed class ReplayTests
{
    private static readonly AccountId Account = new("deployment-1");

    // Final equity, and fees: what six independent engines agree on for this strategy over these bars.
    [Theory]
    [InlineData(false, "1486703.12", "207189.32")]
    [InlineData(true, "1486690.77", "207173.26")]
    [Trait("Reference", "beside")]
    public async Task A_replay_of_the_reference_strategy_ends_as_the_back_test_does(bool wholeUnits, string equity, string fees)
    {
        var bench = new Bench { Stores = { Bars = Spy.Bars() } };

        await bench.StartAsync(Spy.Cross(new ReplayDraft(), wholeUnits));
        await bench.RunAsync();

        var deployment = bench.Deployment();
        Assert.Equal(DeploymentStatus.Completed, deployment.Status);
        Assert.Equal((5849, 203, 203), (deployment.Bars, deployment.Signals, deployment.Orders));
        var orders = Orders(bench);
        Assert.Equal(102, orders.Count(order => order is { Intent.Side: Side.Buy, Status: OrderStatus.Filled }));
        Assert.Equal(101, orders.Count(order => order is { Intent.Side: Side.Sell, Status: OrderStatus.Filled }));
        var portfolio = await bench.Services.GetRequiredService<GetPortfolioHandler>().HandleAsync(Bench.User, TestContext.Current.CancellationToken);
        Assert.Equal(equity, Cents(portfolio.Accounts.Single().Equity));
        Assert.Equal(fees, Cents(portfolio.Accounts.Single().Fees));
        var total = Assert.Single(portfolio.Totals);
        Assert.Equal(total.Equity, 1_000_000 + total.RealisedProfit + total.UnrealisedProfit - total.Fees);
    }

    [Fact]
    [Trait("Reference", "beside")]
    public async Task Crashes_doubled_messages_and_lost_events_change_nothing_of_the_outcome()
    {
        var bars = Spy.Bars().Slice(0, 700);
        var calm = new Bench { Stores = { Bars = bars } };
        await calm.StartAsync(Spy.Cross(new ReplayDraft()));
        await calm.RunAsync();
        Assert.True(calm.Stores.Orders.Count > 10);

        for (var seed = 1; seed <= 40; seed++)
        {
            var crash = new Crash(seed, 0.05);
            var bench = new Bench(crash) { Stores = { Bars = bars } };
            await bench.StartAsync(Spy.Cross(new ReplayDraft()));
            await bench.RunAsync();

            var context = $"seed {seed}, {crash.Count} crashes, {bench.Steps} steps";
            Assert.True(crash.Count > 20, context);
            Assert.True(bench.Deployment().Status is DeploymentStatus.Completed, context);
            // Every signal became exactly one order, and every order ended and was booked as it is without crashes.
            Assert.True(calm.Stores.Signals.Keys.ToHashSet().SetEquals(bench.Stores.Signals.Keys), context);
            Assert.True(calm.Stores.Orders.Keys.ToHashSet().SetEquals(bench.Stores.Orders.Keys), context);
            Assert.True(Orders(bench).All(order => order is { IsSettled: true, Status: OrderStatus.Filled, Executions.Count: 1 }), context);
            Assert.True(Orders(bench).All(order => order.Contradictions.IsEmpty), context);
            Assert.Equal(calm.Stores.Ledgers[Account].Select(entry => entry.Id), bench.Stores.Ledgers[Account].Select(entry => entry.Id));
            Assert.Equal(calm.Stores.BooksOf(Account).Cash, bench.Stores.BooksOf(Account).Cash);
            Assert.Equal(calm.Stores.BooksOf(Account).Positions, bench.Stores.BooksOf(Account).Positions);
            // Apart from the deposit, which bears the hour, the two ledgers are one.
            Assert.Equal(
                calm.Stores.Ledgers[Account].Skip(1).SelectMany(entry => entry.Postings),
                bench.Stores.Ledgers[Account].Skip(1).SelectMany(entry => entry.Postings));
        }
    }

    [Fact]
    [Trait("Reference", "beside")]
    public async Task A_follower_trades_new_bars_at_the_open_after_the_signal_and_never_those_that_were_there()
    {
        var all = Spy.Bars();
        var bench = new Bench { Stores = { Bars = all.Slice(0, 100) } };
        await bench.StartAsync(Spy.Cross(replay: null));
        await bench.RunAsync();
        Assert.Empty(bench.Stores.Signals);

        for (var known = 101; known <= 400; known++)
        {
            bench.Stores.Bars = all.Slice(0, known);
            await NewBarsAsync(bench);
            await bench.RunAsync();
        }

        var orders = Orders(bench);
        Assert.Equal(300, bench.Deployment().Bars);
        Assert.True(orders.Count > 5);
        Assert.All(orders.Where(order => order.IsDone), order =>
        {
            var signal = bench.Stores.Signals[order.Intent.Signal!.Value];
            var next = all[all.IndexAtOrAfter(signal.BarTime) + 1];
            var fill = Assert.Single(order.Executions);
            Assert.Equal((next.Time, (decimal)next.Open), (fill.At, fill.Price.Value));
        });
    }

    [Fact]
    [Trait("Reference", "beside")]
    public async Task A_deployment_that_is_stopped_cancels_what_is_open_and_raises_nothing_more()
    {
        var all = Spy.Bars();
        // The first entry of the reference strategy over these bars is known at the last close shown here.
        var shown = await FirstSignalAsync(all);
        var bench = new Bench { Stores = { Bars = all.Slice(0, 40) } };
        await bench.StartAsync(Spy.Cross(replay: null));
        await bench.RunAsync();
        bench.Stores.Bars = all.Slice(0, shown);
        await NewBarsAsync(bench);
        await bench.RunAsync();
        Assert.Equal(OrderStatus.Working, Orders(bench).Single().Status);

        await bench.Services.GetRequiredService<StopDeploymentHandler>().StopAsync(
            Bench.User, new DeploymentId("deployment-1"), bench, TestContext.Current.CancellationToken);
        await bench.RunAsync();

        Assert.Equal(DeploymentStatus.Stopped, bench.Deployment().Status);
        var order = Orders(bench).Single();
        Assert.Equal((OrderStatus.Cancelled, true), (order.Status, order.IsSettled));
        bench.Stores.Bars = all.Slice(0, shown + 50);
        await NewBarsAsync(bench);
        await bench.RunAsync();
        Assert.Single(bench.Stores.Signals);
        Assert.Equal(1_000_000, bench.Stores.BooksOf(Account).Cash.Value);
    }

    [Fact]
    [Trait("Reference", "beside")]
    public async Task An_engaged_kill_switch_lets_no_order_leave()
    {
        var bench = new Bench { Stores = { Bars = Spy.Bars().Slice(0, 700), KillSwitch = new KillSwitch(true, "drill", default) } };

        await bench.StartAsync(Spy.Cross(new ReplayDraft()));
        await bench.RunAsync();

        Assert.Empty(bench.Stores.AtBroker);
        Assert.All(Orders(bench), order => Assert.Equal((OrderStatus.RiskDenied, "kill-switch"), (order.Status, order.EndCode)));
        Assert.Equal(DeploymentStatus.Completed, bench.Deployment().Status);
    }

    [Fact]
    [Trait("Reference", "beside")]
    public async Task The_tighter_of_two_limits_denies_an_order_above_it()
    {
        var bench = new Bench { Stores = { Bars = Spy.Bars().Slice(0, 700) } };
        bench.Stores.Limits[new RiskScope.OfUser()] = new RiskLimits { MaxOrderValue = new Money(999_999) };

        await bench.StartAsync(Spy.Cross(new ReplayDraft()));
        await bench.RunAsync();

        Assert.NotEmpty(bench.Stores.Orders);
        Assert.All(Orders(bench), order => Assert.Equal("order-value", order.EndCode));
    }

    [Fact]
    public async Task A_signal_of_a_round_that_was_overtaken_by_a_stop_becomes_no_order()
    {
        var bench = new Bench { Stores = { Bars = Flat(FiftyDays()) } };
        await bench.StartAsync(Spy.Cross(new ReplayDraft()) with { Strategy = new StrategyDraft("close > 0", "close < 0") });
        bench.Stores.BeforeSaving = () =>
        {
            bench.Stores.BeforeSaving = () => { };
            var (running, version) = bench.Stores.Deployments[new DeploymentId("deployment-1")];
            bench.Stores.Deployments[running.Id] = (running with { Status = DeploymentStatus.Stopping }, version + 1);
        };

        await bench.RunAsync();

        Assert.Equal((DeploymentStatus.Stopped, 0), (bench.Deployment().Status, bench.Deployment().Signals));
        Assert.Empty(bench.Stores.Orders);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_bars_of_a_deployment_that_has_ended_do_not_stay_in_memory(bool isReplay)
    {
        var bench = new Bench();

        var bars = await TradeToTheEndAsync(bench, isReplay);

        GC.Collect();
        Assert.False(bars.IsAlive);
        GC.KeepAlive(bench);
    }

    // In a method of its own, so that no variable of the test holds the bars.
    private static async Task<WeakReference> TradeToTheEndAsync(Bench bench, bool isReplay)
    {
        var times = FiftyDays();
        bench.Stores.Bars = Flat(times);
        await bench.StartAsync(Spy.Cross(isReplay ? new ReplayDraft() : null));
        await bench.RunAsync();
        await bench.Services.GetRequiredService<StopDeploymentHandler>().StopAsync(
            Bench.User, new DeploymentId("deployment-1"), bench, TestContext.Current.CancellationToken);
        await bench.RunAsync();
        Assert.Equal(isReplay ? DeploymentStatus.Completed : DeploymentStatus.Stopped, bench.Deployment().Status);
        bench.Stores.Bars = BarSeries.Empty;
        return new WeakReference(times);
    }

    private static long[] FiftyDays() => [.. Enumerable.Range(0, 50).Select(day => new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(day).Ticks)];

    private static BarSeries Flat(long[] times)
    {
        double[] prices = [.. times.Select(_ => 10.0)];
        return BarSeries.FromColumns(times, prices, prices, prices, prices, prices);
    }

    private static async Task<int> FirstSignalAsync(BarSeries all)
    {
        var bench = new Bench { Stores = { Bars = all } };
        await bench.StartAsync(Spy.Cross(new ReplayDraft()));
        await bench.RunAsync();
        return all.IndexAtOrAfter(bench.Stores.Signals.Values.Min(signal => signal.BarTime)) + 1;
    }

    private static Task NewBarsAsync(Bench bench) =>
        bench.Services.GetRequiredService<NewBarsHandler>().HandleAsync(
            Spy.Series, bench, TestContext.Current.CancellationToken);

    private static List<Order> Orders(Bench bench) => [.. bench.Stores.Orders.Values.Select(OrderRules.Fold)];

    private static string Cents(decimal amount) => decimal.Round(amount, 2).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
