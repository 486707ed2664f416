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
            CommissionPerUnit = 0.005m, CommissionMinimum = 1, CommissionMaximum = 0.01m, SpreadRate = 0.0004m, ImpactRate = 0.1m, MaxVolumeShare = 0.05m, BorrowRate = 0.03m,
            CashRate = 0.02m, MarginRate = 0.06m, MaintenanceMargin = new MaintenanceMargin(0.3m, 0.4m), LatencyMilliseconds = 250,
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
    public async Task Parameters_and_the_rules_that_leave_them_open_come_back_and_a_change_of_one_is_a_version()
    {
        StrategyParameter[] parameters = [new("fast", 5, 3, 9, 0.5), new("slow", 1e-9)];
        var open = new StrategyRules("sma($fast) > $slow", "sma($fast) < $slow", new Sizing(SizingKind.AllIn, false))
        {
            ShortEntry = "close < $slow", ShortExit = "close > $slow", Ranking = new Ranking("roc($fast)", HighestFirst: true),
        };
        var document = A("one", null, Noon).Document with
        {
            OpenRules = open, Parameters = parameters, Rules = Placeholders.Fill(open, name => StrategyDocument.ValueOf(parameters, name)),
        };
        await strategies.CreateAsync(new StoredStrategy(Owner, new StrategyId("one"), document, Noon), Cancel);

        var changed = await strategies.ChangeAsync(
            Owner, new StrategyId("one"), stored => stored.Revised(stored.Document.With(new Dictionary<string, double> { ["FAST"] = 7 }), Noon), Cancel);

        Assert.Equal(document, (await strategies.FindVersionAsync(Owner, new StrategyId("one"), 1, Cancel))!.Document);
        Assert.Equal((2, "sma(7) > 0.000000001", "roc(7)"), (changed!.Version, changed.Document.Rules.Entry, changed.Document.Rules.Ranking!.Expression));
        Assert.Equal(changed, await strategies.FindAsync(Owner, new StrategyId("one"), Cancel));
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
    public async Task What_a_strategy_was_stays_and_a_change_is_a_version_more()
    {
        var first = A("one", null, Noon);
        await strategies.CreateAsync(first, Cancel);
        await strategies.CreateAsync(A("one-more", null, Noon), Cancel);

        var same = await strategies.ChangeAsync(Owner, first.Id, strategy => strategy.Revised(A("one", null, Noon).Document, Noon.AddHours(1)), Cancel);
        var second = await strategies.ChangeAsync(Owner, first.Id, strategy => strategy.Revised(A("one", "close > 2", Noon).Document, Noon.AddHours(2)), Cancel);
        var idle = await strategies.ChangeAsync(Owner, first.Id, strategy => strategy with { IsActive = false }, Cancel);

        Assert.Equal(first, same);
        Assert.Equal((2, "close > 2", Noon.AddHours(2), Noon), (second!.Version, second.Document.Rules.Exit, second.ChangedAt, second.CreatedAt));
        Assert.Equal(second with { IsActive = false }, idle);
        Assert.Equal(idle, await strategies.FindAsync(Owner, first.Id, Cancel));
        Assert.Equal([second.Newest, first.Newest], await strategies.ListVersionsAsync(Owner, first.Id, Cancel));
        Assert.Equal(first.Newest, await strategies.FindVersionAsync(Owner, first.Id, 1, Cancel));
        Assert.Null(await strategies.FindVersionAsync(Owner, first.Id, 3, Cancel));
        Assert.Equal(2, (await strategies.ListAsync(Owner, Cancel)).Count);
        Assert.Single(await strategies.ListVersionsAsync(Owner, new StrategyId("one-more"), Cancel));
        Assert.Null(await strategies.ChangeAsync(Owner, new StrategyId("none"), strategy => strategy, Cancel));
    }

    [Fact]
    public async Task Of_writers_at_one_time_each_makes_a_version_and_none_is_lost()
    {
        await strategies.CreateAsync(A("one", null, Noon), Cancel);

        await Task.WhenAll(Enumerable.Range(1, 5).Select(number => strategies.ChangeAsync(
            Owner, new StrategyId("one"), strategy => strategy.Revised(A("one", $"close > {number}", Noon).Document, Noon), Cancel)));

        var versions = await strategies.ListVersionsAsync(Owner, new StrategyId("one"), Cancel);
        Assert.Equal([6, 5, 4, 3, 2, 1], versions.Select(one => one.Version));
        Assert.Equal(5, versions.Select(one => one.Document.Rules.Exit).OfType<string>().Distinct().Count());
    }

    [Fact]
    public async Task A_removed_strategy_takes_its_versions_along_however_many()
    {
        await strategies.CreateAsync(A("one", null, Noon), Cancel);
        for (var number = 1; number <= 120; number++)
            await strategies.ChangeAsync(Owner, new StrategyId("one"), strategy => strategy.Revised(A("one", $"close > {number}", Noon).Document, Noon), Cancel);

        Assert.True(await strategies.DeleteAsync(Owner, new StrategyId("one"), Cancel));

        Assert.Empty(await strategies.ListVersionsAsync(Owner, new StrategyId("one"), Cancel));
        await strategies.CreateAsync(A("one", null, Noon), Cancel);
        Assert.Single(await strategies.ListVersionsAsync(Owner, new StrategyId("one"), Cancel));
    }

    [Fact]
    public async Task Of_several_who_remove_a_strategy_at_one_time_none_fails_and_nothing_is_left()
    {
        await strategies.CreateAsync(A("one", null, Noon), Cancel);
        await strategies.ChangeAsync(Owner, new StrategyId("one"), strategy => strategy.Revised(A("one", "close > 2", Noon).Document, Noon), Cancel);

        var removed = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => strategies.DeleteAsync(Owner, new StrategyId("one"), Cancel)));

        Assert.Single(removed, answer => answer);
        Assert.Empty(await strategies.ListVersionsAsync(Owner, new StrategyId("one"), Cancel));
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
