using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Trading.Application.Accounts;
using Trading.Application.Exits;
using Trading.Application.MarketData;
using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Conformance;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Application.Tests.PaperTrading;

public sealed class HostileSimulatorTests : IExecutionQueue
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly UserId User = new("owner");
    private static readonly AccountId Account = new("account-1");
    private static readonly DateTimeOffset Now = new(2024, 1, 5, 22, 0, 0, TimeSpan.Zero);

    private readonly StillClock clock = new() { Now = Now };
    private readonly MemoryStores stores = new(Crash.Never);
    private readonly PaperExchange exchange;
    private readonly PaperBroker paper;
    private readonly HostileLines lines;
    private readonly PaperReports reports;
    private readonly List<ExecutionMessage> sent = [];

    public HostileSimulatorTests()
    {
        lines = new HostileLines(stores, clock, NullLogger<HostileLines>.Instance);
        exchange = new PaperExchange(stores, stores, stores, clock);
        reports = new PaperReports(lines, this);
        paper = new PaperBroker(stores, exchange, new LatestPrices(stores), reports, clock);
        stores.Bars = BarSeries.FromBars([BarOn(5)]);
    }

    [Fact]
    public async Task What_goes_wrong_is_the_same_for_the_same_seed()
    {
        var first = await HistoryAsync(7);
        var again = await new HostileSimulatorTests().HistoryAsync(7);
        var other = await new HostileSimulatorTests().HistoryAsync(8);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task A_few_dozen_orders_meet_everything_that_can_go_wrong_with_a_request()
    {
        var history = await HistoryAsync(7);

        Assert.Contains("rate-limited", history);
        Assert.Contains(nameof(OrderFateUnknownException), history);
        Assert.Contains(nameof(BrokerUnreachableException), history);
        Assert.Contains("taken", history);
        Assert.Contains("knows nothing", history);
    }

    [Fact]
    public async Task What_the_market_does_is_told_late_twice_or_never_and_all_of_it_is_found_by_asking()
    {
        await OpenAsync(seed: 3);
        for (var i = 0; i < 40; i++)
            await paper.SubmitAsync(AnOrder(i), Cancel);
        stores.Bars = BarSeries.FromBars([BarOn(5), BarOn(8)]);

        await NewBarsAsync();
        var atOnce = sent.Select(report => report.ExecutionId).ToList();
        clock.Now = Now.AddMinutes(10);
        foreach (var i in Enumerable.Range(0, 40))
            await AskAsync(i);

        Assert.InRange(atOnce.Distinct().Count(), 1, 39);
        Assert.True(atOnce.Count > atOnce.Distinct().Count(), "no report came twice");
        Assert.True(sent.Count > atOnce.Count, "no report came late");
        foreach (var i in Enumerable.Range(0, 40))
            Assert.Single(await paper.ReportsAsync(OrderKey.Of(AnOrder(i)), Cancel), report => report.Kind == ExecutionKinds.Fill);
    }

    [Fact]
    public async Task What_the_market_does_to_other_accounts_is_told_at_once_and_once()
    {
        await OpenAsync(seed: null);
        for (var i = 0; i < 40; i++)
            await paper.SubmitAsync(AnOrder(i), Cancel);
        stores.Bars = BarSeries.FromBars([BarOn(5), BarOn(8)]);

        await NewBarsAsync();

        Assert.Equal(40, sent.Count);
        Assert.Equal(40, sent.Select(report => report.ExecutionId).Distinct().Count());
    }

    [Theory]
    [InlineData(HostileSimulator.Code, true)]
    [InlineData(HostileSimulator.OwnIdsCode, false)]
    public void Both_styles_of_ids_are_there(string code, bool takesClientOrderIds)
    {
        var broker = new Bench().Services.GetRequiredService<Brokers>().Of(code);

        Assert.Equal((code, takesClientOrderIds), (broker.Capabilities.Code, broker.Capabilities.TakesClientOrderIds));
    }

    [Theory]
    [InlineData(HostileSimulator.Code, 7, null)]
    [InlineData(HostileSimulator.OwnIdsCode, -1, null)]
    [InlineData(HostileSimulator.Code, null, "seed is missing")]
    [InlineData(PaperBroker.Code, 7, "seed is 7")]
    [InlineData(null, 7, "seed is 7")]
    [InlineData(null, null, null)]
    public async Task An_account_with_it_has_a_seed_and_no_other_has_one(string? broker, int? seed, string? fault)
    {
        var bench = new Bench();

        var result = await bench.Services.GetRequiredService<OpenAccountHandler>().HandleAsync(User, Account, new AccountDraft("Mine") { Broker = broker, Seed = seed }, Cancel);

        Assert.Equal(fault is null, result.TryGet(out var account, out var errors));
        if (fault is null)
            Assert.Equal(seed, account!.Seed);
        else
            Assert.Contains(fault, errors!.ToString(), StringComparison.Ordinal);
    }

    Task IExecutionQueue.SendAsync(ExecutionMessage report, CancellationToken cancellationToken)
    {
        sent.Add(report);
        return Task.CompletedTask;
    }

    private static Bar BarOn(int day) => new(new DateTimeOffset(2024, 1, day, 0, 0, 0, TimeSpan.Zero), 100, 100, 100, 100, 1_000_000);

    private async Task NewBarsAsync()
    {
        var bench = new Bench();
        var guards = bench.Services.GetRequiredService<WatchGuardsHandler>();
        await new NewBarsHandler(stores, exchange, guards, reports).HandleAsync(Spy.Series, bench, Cancel);
    }

    private static NewOrder AnOrder(int i) => new(
        new OrderId($"o{i}"), User, Account, Spy.Series.Instrument, Side.Buy, new OrderSize.Units(new Quantity(1)), OrderEffect.Opening, new Price(100), null, null, Now)
    {
        Segment = Segment.UnitedStates,
    };

    private async Task OpenAsync(int? seed)
    {
        await stores.AddAsync(new Account(User, Account, "Mine", AccountKind.Simulator, HostileSimulator.Code, "USD", Now) { Seed = seed }, Cancel);
        await paper.MoveAsync(User, Account, PaperMovement.Of(Bookkeeping.Deposit(Account, new Money(100_000), "opening", Now), "USD"), Cancel);
    }

    /// <summary>What becomes of eighty requests.</summary>
    private async Task<List<string>> HistoryAsync(int seed)
    {
        await OpenAsync(seed);
        List<string> history = [];
        for (var i = 0; i < 40; i++)
        {
            history.Add(await OutcomeAsync(async () => (await Simulator().SubmitAsync(AnOrder(i), Cancel)).TryGet(out _, out var refusal) ? "taken" : refusal!.Code));
            history.Add(await AskAsync(i));
            clock.Now += TimeSpan.FromSeconds(20);
        }

        return history;
    }

    private Task<string> AskAsync(int i) => OutcomeAsync(
        async () => (await Simulator().ReportsAsync(OrderKey.Of(AnOrder(i)), Cancel)).Count == 0 ? "knows nothing" : "knows it");

    private HostileSimulator Simulator() => new(new BrokerCapabilities(TakesClientOrderIds: true) { Code = HostileSimulator.Code }, paper, lines, this, clock);

    private static async Task<string> OutcomeAsync(Func<Task<string>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception failure) when (failure is OrderFateUnknownException or BrokerUnreachableException or OperationCanceledException)
        {
            return failure.GetType().Name;
        }
    }
}
