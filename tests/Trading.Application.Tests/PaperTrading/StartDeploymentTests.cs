using Microsoft.Extensions.DependencyInjection;
using Trading.Application.PaperTrading;
using Trading.Application.Strategies;
using Trading.Domain.MarketData;
using Trading.Domain.PaperTrading;
using Trading.Domain.Strategies;

namespace Trading.Application.Tests.PaperTrading;

public sealed class StartDeploymentTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset First = new(2020, 1, 2, 0, 0, 0, TimeSpan.Zero);
    private readonly Bench bench = new() { Stores = { Bars = SomeBars() } };

    public static TheoryData<string, DeploymentDraft> Wrong => new()
    {
        { "initialCash", Spy.Cross(null) with { InitialCash = null } },
        { "initialCash", Spy.Cross(null) with { InitialCash = 0 } },
        { "initialCash", Spy.Cross(null) with { InitialCash = 1_000_000_000_001 } },
        { "market", Spy.Cross(null) with { Market = "MARS" } },
        { "symbols", Spy.Cross(null) with { Symbols = ["A", "B"] } },
        { "interval", Spy.Cross(null) with { Interval = "2d" } },
        { "strategy", Spy.Cross(null) with { Strategy = null } },
        { "strategy.entry", Spy.Cross(null) with { Strategy = new StrategyDraft("sma(10) crosses") } },
        { "strategy.entry", Spy.Cross(null) with { Strategy = new StrategyDraft("QQQ: close > 1") } },
        { "strategy.exit", Spy.Cross(null) with { Strategy = new StrategyDraft("close > 1", "profit% < -5") } },
        { "strategy.shortEntry", Spy.Cross(null) with { Strategy = new StrategyDraft("close > 1", ShortEntry: "close < 1") } },
        { "strategy.exits", Spy.Cross(null) with { Strategy = new StrategyDraft("close > 1", Exits: new ExitsDraft(MaxBars: 5)) } },
        { "strategy.sizing.kind", Spy.Cross(null) with { Strategy = new StrategyDraft("close > 1", Sizing: new SizingDraft("units", Value: 5)) } },
        { "costs", Spy.Cross(null) with { Costs = new CostsDraft(CommissionMinimum: 1) } },
        { "costs.commissionRate", Spy.Cross(null) with { Costs = new CostsDraft(1) } },
        { "replay.from", Spy.Cross(new ReplayDraft(From: "yesterday")) },
        { "replay.from", Spy.Cross(new ReplayDraft(From: "2025-01-01")) },
        { "replay.to", Spy.Cross(new ReplayDraft(From: "2020-01-03", To: "2020-01-03")) },
        { "replay.barsPerSecond", Spy.Cross(new ReplayDraft(BarsPerSecond: -1)) },
        { "replay.barsPerSecond", Spy.Cross(new ReplayDraft(BarsPerSecond: double.NaN)) },
        { "strategyId", new DeploymentDraft(StrategyId: "unknown", InitialCash: 1) },
        { "strategyId", Spy.Cross(null) with { StrategyId = "strategy-1" } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_field_is_named_and_nothing_is_stored(string field, DeploymentDraft draft)
    {
        var result = await StartAsync(draft);

        Assert.False(result.TryGet(out _, out var errors));
        Assert.Contains(field, errors.ToDictionary().Keys);
        Assert.Empty(bench.Stores.Deployments);
        Assert.Empty(bench.Stores.Ledgers);
    }

    [Fact]
    public async Task A_series_without_bars_is_named()
    {
        bench.Stores.Bars = BarSeries.Empty;

        var result = await StartAsync(Spy.Cross(null));

        Assert.False(result.TryGet(out _, out var errors));
        Assert.Contains("import them first", errors.ToDictionary()["symbols"].Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asked_twice_with_one_id_it_starts_once_and_the_money_is_paid_in_once()
    {
        await StartAsync(Spy.Cross(new ReplayDraft()));
        var again = await StartAsync(Spy.Cross(new ReplayDraft()) with { InitialCash = 5 });

        Assert.True(again.TryGet(out var deployment, out _));
        Assert.Equal(1_000_000, deployment.InitialCash.Value);
        Assert.Equal(1_000_000, bench.Stores.BooksOf(deployment.Account).Cash.Value);
    }

    [Fact]
    public async Task One_whose_orchestration_is_gone_is_carried_on_and_one_that_has_ended_is_not()
    {
        await StartAsync(Spy.Cross(new ReplayDraft()));
        bench.Abandon("deployment-1");

        await ContinueAsync();

        Assert.True(bench.Runs("deployment-1"));
        await bench.RunAsync();
        Assert.Equal(DeploymentStatus.Completed, bench.Deployment().Status);
        await ContinueAsync();
        Assert.False(bench.Runs("deployment-1"));
    }

    [Fact]
    public async Task A_stored_strategy_can_be_put_to_work_by_its_id()
    {
        Assert.NotNull(StrategyReader.Read(new StrategyDocumentDraft("Stored", "US", ["SPY"], "1d", new StrategyDraft("close > 1")), new FieldErrors()) is { } document
            ? bench.Stores.Strategies[new StrategyId("strategy-1")] = new StoredStrategy(Bench.User, new StrategyId("strategy-1"), document, First)
            : null);

        var result = await StartAsync(new DeploymentDraft(StrategyId: "strategy-1", InitialCash: 10));

        Assert.True(result.TryGet(out var deployment, out _));
        Assert.Equal(("Stored", "strategy-1"), (deployment.Strategy.Name, deployment.StrategyId?.Value));
    }

    [Fact]
    public async Task The_end_of_a_replay_is_fixed_when_it_starts()
    {
        var result = await StartAsync(Spy.Cross(new ReplayDraft(From: "2020-01-05")));

        Assert.True(result.TryGet(out var deployment, out _));
        Assert.Equal(new ReplayPlan(First.AddDays(3), First.AddDays(40), 0), deployment.Replay);
    }

    private async Task<Domain.Result<Deployment, FieldErrors>> StartAsync(DeploymentDraft draft) =>
        await bench.Services.GetRequiredService<StartDeploymentHandler>().HandleAsync(Bench.User, new DeploymentId("deployment-1"), draft, bench, Cancel);

    private static BarSeries SomeBars() =>
        BarSeries.FromBars([.. Enumerable.Range(0, 40).Select(day => new Bar(First.AddDays(day), 10, 11, 9, 10, 100))]);

    private Task ContinueAsync() => bench.Services.GetRequiredService<StartDeploymentHandler>().ContinueAsync(Bench.User, bench, Cancel);
}
