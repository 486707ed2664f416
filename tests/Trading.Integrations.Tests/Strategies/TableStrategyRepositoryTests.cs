using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Strategies;
using Trading.Domain.Accounts;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Strategies;
using Trading.Integrations.Strategies;

namespace Trading.Integrations.Tests.Strategies;

public sealed class TableStrategyRepositoryTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly UserId Owner = new("owner");
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly IStrategyRepository strategies = new ServiceCollection()
        .AddSingleton(TestTables.New()).AddStrategyStores().BuildServiceProvider().GetRequiredService<IStrategyRepository>();

    [Fact]
    public async Task A_strategy_comes_back_as_it_was_stored()
    {
        var stored = A("one", exit: "rsi(14) > 70", Noon);
        var without = A("two", exit: null, Noon.AddMinutes(1));
        await strategies.CreateAsync(stored, Cancel);
        await strategies.CreateAsync(without, Cancel);

        Assert.Equal(stored, await strategies.FindAsync(Owner, stored.Id, Cancel));
        Assert.Equal([without, stored], await strategies.ListAsync(Owner, Cancel));
    }

    [Fact]
    public async Task Every_field_of_a_strategy_comes_back()
    {
        var rules = new StrategyRules("close > 1", "close < 1", new Sizing(SizingKind.Kelly, false) { Value = 0.5m, Lookback = 60, MaxFraction = 0.9m })
        {
            ShortEntry = "close < 2",
            ShortExit = "close > 2",
            Exits = new ExitLevels
            {
                Stop = new Level(0.05m, false), TrailingStop = new Level(3, true), Target = new Level(0.2m, false), AtrLength = 20, MaxBars = 30,
            },
            MaxPositions = 7,
            Ranking = new Ranking("roc(20)", HighestFirst: false),
        };
        var costs = new TradingCosts(0.001m, 0.002m)
        {
            CommissionPerUnit = 0.005m, CommissionMinimum = 1, SpreadRate = 0.0004m, ImpactRate = 0.1m, MaxVolumeShare = 0.05m, BorrowRate = 0.03m,
            CashRate = 0.02m, MarginRate = 0.06m,
        };
        InstrumentId[] others = [.. Enumerable.Range(1, 2_500).Select(number => InstrumentId.Create(Market.KRX, $"{number:000000}"))];
        var document = new StrategyDocument("All", InstrumentId.Create(Market.KRX, "035720"), Interval.OneDay, rules, costs)
        {
            OtherInstruments = others,
            Segment = Segment.Kospi,
        };
        await strategies.CreateAsync(new StoredStrategy(Owner, new StrategyId("all"), document, Noon), Cancel);

        var found = (await strategies.FindAsync(Owner, new StrategyId("all"), Cancel))!.Document;

        Assert.Equal((rules, costs, Segment.Kospi), (found.Rules, found.Costs, found.Segment));
        Assert.Equal(others, found.OtherInstruments);
    }

    [Fact]
    public async Task A_row_from_before_a_strategy_had_more_than_two_rules_is_read_as_it_was_meant()
    {
        var service = TestTables.New();
        var table = service.GetTableClient("strategies");
        await table.CreateIfNotExistsAsync(Cancel);
        await table.AddEntityAsync(
            new TableEntity(Owner.Value, "old")
            {
                ["CreatedAt"] = Noon, ["Name"] = "Dip", ["Market"] = "US", ["Symbol"] = "SPY", ["Interval"] = "1d", ["Entry"] = "rsi(14) < 30",
                ["Sizing"] = "AllIn", ["WholeUnits"] = true, ["CommissionRate"] = "0.0015", ["SlippageRate"] = "0.00000001",
            },
            Cancel);
        var repository = new ServiceCollection().AddSingleton(service).AddStrategyStores().BuildServiceProvider().GetRequiredService<IStrategyRepository>();

        Assert.Equal(A("old", exit: null, Noon), await repository.FindAsync(Owner, new StrategyId("old"), Cancel));
    }

    [Fact]
    public async Task An_id_that_is_taken_keeps_its_strategy()
    {
        var first = A("same", null, Noon);
        await strategies.CreateAsync(first, Cancel);

        var second = await strategies.CreateAsync(A("same", "close > 1", Noon.AddDays(1)), Cancel);

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Users_see_and_delete_only_their_own()
    {
        var stored = A("one", null, Noon);
        await strategies.CreateAsync(stored, Cancel);

        Assert.Null(await strategies.FindAsync(new UserId("other"), stored.Id, Cancel));
        Assert.False(await strategies.DeleteAsync(new UserId("other"), stored.Id, Cancel));
        Assert.True(await strategies.DeleteAsync(Owner, stored.Id, Cancel));
        Assert.False(await strategies.DeleteAsync(Owner, stored.Id, Cancel));
        Assert.Empty(await strategies.ListAsync(Owner, Cancel));
    }

    private static StoredStrategy A(string id, string? exit, DateTimeOffset created) => new(Owner, new StrategyId(id), new StrategyDocument(
        "Dip", InstrumentId.Create(Market.US, "SPY"), Interval.OneDay,
        new StrategyRules("rsi(14) < 30", exit, new Sizing(SizingKind.AllIn, WholeUnits: true)), new TradingCosts(0.0015m, 0.00000001m)), created);
}
