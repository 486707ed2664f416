using Microsoft.Extensions.DependencyInjection;
using Trading.Application.MarketData;
using Trading.Application.PaperTrading;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.PaperTrading;
using Trading.Domain.Signals;
using Trading.Domain.Strategies;
using Trading.Domain.Values;
using Trading.Integrations.PaperTrading;
using Trading.Integrations.Tests.Orders;

namespace Trading.Integrations.Tests.PaperTrading;

public sealed class TableDeploymentsTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly BarKey Series = new(InstrumentId.Create(Market.KRX, "005930"), Interval.FiveMinutes);
    private readonly ServiceProvider services = new ServiceCollection()
        .AddSingleton(TestTables.New()).AddPaperTradingAdapters().BuildServiceProvider();

    private IDeploymentRepository Deployments => services.GetRequiredService<IDeploymentRepository>();

    [Fact]
    public async Task A_deployment_comes_back_as_it_was_stored()
    {
        var deployment = ADeployment(new ReplayPlan(AnIntent.Now, AnIntent.Now.AddYears(1), 2.5)) with
        {
            Status = DeploymentStatus.Stopping,
            EndsAs = DeploymentStatus.Completed,
            Cursor = AnIntent.Now.AddDays(1),
            Opened = AnIntent.Now.AddDays(2),
            Bars = 7,
            Signals = 2,
            Orders = 1,
            LastClose = new Price(70_900.5m),
            Failure = "why \"not\"",
        };

        var stored = await Deployments.CreateAsync(deployment, Cancel);

        Assert.Equal(deployment, stored.Deployment with { Pending = deployment.Pending });
        Assert.Empty(stored.Deployment.Pending);
    }

    [Fact]
    public async Task Progress_is_saved_by_the_one_who_looked_last()
    {
        var stored = await Deployments.CreateAsync(ADeployment(null), Cancel);
        var pending = new PendingOrder(new SignalId("signal-1"), new OrderId("order-1"), Reported: true);

        var saved = await Deployments.TrySaveAsync(stored, stored.Deployment with { Pending = [pending], Bars = 1 }, Cancel);
        var late = await Deployments.TrySaveAsync(stored, stored.Deployment with { Bars = 2 }, Cancel);

        Assert.NotNull(saved);
        Assert.Null(late);
        var read = (await Deployments.FindAsync(AnIntent.User, stored.Deployment.Id, Cancel))!;
        Assert.Equal([pending], read.Deployment.Pending);
        Assert.Equal((1, saved.Tag), (read.Deployment.Bars, read.Tag));
    }

    [Fact]
    public async Task A_series_knows_its_followers_until_they_end()
    {
        var follower = await Deployments.CreateAsync(ADeployment(null), Cancel);
        await Deployments.CreateAsync(ADeployment(new ReplayPlan(AnIntent.Now, AnIntent.Now.AddDays(1), 0), "replay-1"), Cancel);
        Assert.Equal([new DeploymentReference("owner", "follower-1")], await FollowersAsync());

        await Deployments.TrySaveAsync(follower, follower.Deployment with { Status = DeploymentStatus.Stopped }, Cancel);

        Assert.Empty(await FollowersAsync());
    }

    private static Deployment ADeployment(ReplayPlan? replay, string id = "follower-1") => new(
        AnIntent.User,
        new DeploymentId(id),
        new StrategyDocument(
            "Cross", Series.Instrument, Series.Interval,
            new StrategyRules("close > open", null, new Sizing(SizingKind.AllIn, WholeUnits: true)), new TradingCosts(0.001m, 0.0005m)),
        new StrategyId("strategy-1"),
        new Money(1_000_000),
        replay,
        AnIntent.Now);

    private async Task<List<DeploymentReference>> FollowersAsync()
    {
        List<DeploymentReference> found = [];
        await foreach (var follower in Deployments.FollowersAsync(Series, Cancel))
            found.Add(follower);
        return found;
    }
}
