using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Trading.Application;
using Trading.Application.Backtests;
using Trading.Application.Backtests.Reports;
using Trading.Application.MarketData;
using Trading.Application.Realtime;
using Trading.Application.Risk;
using Trading.Application.Strategies;
using Trading.Domain.Accounts;
using Trading.Domain.Backtests;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Strategies;
using Trading.Integrations.Backtests;
using Trading.Integrations.MarketData;
using Trading.Integrations.Strategies;
using Trading.Quant.SyntheticData;

namespace Trading.Integrations.Tests.Backtests;

/// <summary>Back-tests from the request to the stored result, on tables.</summary>
public sealed class BacktestTests : IBacktestWorkflows, IPush, IAsyncDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly UserId Owner = new("owner");
    private static readonly StrategyDraft Cross = new("sma(10) crosses above sma(30)", "sma(10) crosses below sma(30)", new SizingDraft("allIn"));

    private readonly ServiceProvider services;
    private readonly List<BacktestReference> started = [];
    private readonly List<BacktestProgress> pushed = [];

    public BacktestTests()
    {
        services = new ServiceCollection()
            .AddSingleton(TestTables.New()).AddSingleton(TimeProvider.System).AddSingleton<IPush>(this)
            .AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build())
            .AddLogging().AddMarketDataUseCases().AddMarketDataStores().AddBacktestUseCases().AddBacktestStores().AddStrategyStores().BuildServiceProvider();
    }

    private IBacktestRepository Backtests => Get<IBacktestRepository>();

    [Theory]
    [InlineData(false, 1_486_703.12306, 0.207652872, 207_189.3224)]
    [InlineData(true, 1_486_690.76856, 0.207657485, 207_173.26144)]
    [Trait("Reference", "beside")]
    public async Task A_back_test_of_imported_SPY_equals_the_reference(bool wholeUnits, double finalEquity, double sharpe, double fees)
    {
        await ImportSpyAsync();
        var draft = Draft("SPY") with { Strategy = Cross with { Sizing = new SizingDraft("allIn", wholeUnits) } };

        var done = await RunAsync(draft);

        Assert.Equal((BacktestStatus.Completed, 1.0, false), (done.Status, done.Progress, done.IsSynthetic));
        var result = done.Result!;
        Assert.Equal((5849, 102, 101, 41), (result.Bars, result.Buys, result.Sells, result.Winners));
        Assert.InRange(result.FinalEquity / finalEquity, 1 - 1e-9, 1 + 1e-9);
        Assert.InRange(result.FeesPaid / fees, 1 - 1e-9, 1 + 1e-9);
        Assert.Equal(sharpe, result.Sharpe, 6e-10);
        var equity = await EquityAsync(done.Id);
        Assert.Equal((5849, result.FinalEquity, result.MaxDrawdown), (equity.Count, equity[^1].Equity, equity.Max(point => point.Drawdown)));
        var trades = await TradesAsync(done.Id);
        Assert.Equal((102, 101), (trades.Count, trades.Count(trade => trade.ExitTime is not null)));
        Assert.Equal(result.FeesPaid, trades.Sum(trade => trade.EntryFee + trade.ExitFee), 1e-6);
        Assert.Equal(BacktestStatus.Completed, pushed[^1].Status);
    }

    [Fact]
    public async Task Several_symbols_long_and_short_with_stops_run_in_the_general_engine()
    {
        await SaveAsync("DEMO", SyntheticBars.Daily(0, 1_000, new DateOnly(2016, 1, 4)));
        await SaveAsync("ELSE", SyntheticBars.Daily(1, 1_000, new DateOnly(2016, 1, 4)));
        var draft = Draft("DEMO") with
        {
            Symbols = ["DEMO", "ELSE"],
            Strategy = new StrategyDraft(
                "close > sma(20)", "ELSE: close < sma(20)", new SizingDraft("equalWeight"), "close < sma(50)", "close > sma(50)",
                new ExitsDraft(Stop: new LevelDraft(0.03m), MaxBars: 40), MaxPositions: 2, new RankingDraft("roc(20)")),
        };

        var done = await RunAsync(draft);
        var again = await RunAsync(draft);
        var trades = await TradesAsync(done.Id);
        var report = (await Get<ReportBacktestHandler>().HandleAsync(Owner, done.Id, Cancel))!;

        Assert.Null(done.Error);
        Assert.Equal(done.Pins, again.Pins);
        Assert.Equal([0, 1], trades.Select(trade => trade.Instrument).Distinct().Order());
        Assert.Equal([false, true], trades.Select(trade => trade.IsShort).Distinct().Order());
        Assert.Contains(trades, trade => trade is { ExitTag: "stop", WorstReturn: < -0.02, BarsHeld: > 0 });
        Assert.Equal(done.Result!.FinalEquity, (await EquityAsync(done.Id))[^1].Equity);
        Assert.Equal(["DEMO", "ELSE"], report.Symbols.Select(symbol => symbol.Symbol));
        Assert.Equal(trades.Count, report.Trades.Count);
    }

    [Fact]
    public async Task Bars_that_a_rule_looks_at_must_be_stored_and_a_change_of_them_is_noticed()
    {
        var daily = SyntheticBars.Daily(0, 300, new DateOnly(2016, 1, 4));
        await SaveAsync("DEMO", daily);
        var draft = Draft("DEMO") with { Strategy = new StrategyDraft("SPY: close > sma(20)", "SPY: close < sma(20)") };
        var refused = await Get<StartBacktestHandler>().HandleAsync(Owner, new BacktestId("refused"), draft, this, Cancel);
        Assert.False(refused.TryGet(out _, out var errors));
        Assert.Contains("US:SPY", errors.ToDictionary()["strategy"].Single(), StringComparison.Ordinal);

        var spy = SyntheticBars.Daily(1, 300, new DateOnly(2016, 1, 4));
        await SaveAsync("SPY", spy);
        var done = await RunAsync(draft);
        Assert.True(done.Result!.Buys > 1);
        Assert.NotNull(await Get<ReportBacktestHandler>().HandleAsync(Owner, done.Id, Cancel));
        await SaveAsync("SPY", SyntheticBars.Daily(2, 300, new DateOnly(2016, 1, 4)));

        Assert.Null(await Get<ReportBacktestHandler>().HandleAsync(Owner, done.Id, Cancel));
    }

    [Fact]
    public async Task Running_it_again_after_a_crash_stores_the_same()
    {
        await SaveAsync("DEMO", SyntheticBars.Daily(0, 2520, new DateOnly(2016, 1, 4)));
        var backtest = await StartAsync(Draft("DEMO"));
        var reference = BacktestReference.Of(backtest);
        var first = await Get<RunBacktestHandler>().HandleAsync(reference, Cancel);
        var curve = await EquityAsync(backtest.Id);

        var second = await Get<RunBacktestHandler>().HandleAsync(reference, Cancel);

        Assert.Equal(first, second);
        Assert.Equal(curve, await EquityAsync(backtest.Id));
        Assert.Equal(2520, curve.Count);
        Assert.True(backtest.IsSynthetic);
    }

    [Fact]
    public async Task A_run_is_pinned_and_the_same_run_has_the_same_pins()
    {
        await SaveAsync("DEMO", SyntheticBars.Daily(0, 2520, new DateOnly(2016, 1, 4)));

        var first = await RunAsync(Draft("DEMO"));
        var again = await RunAsync(Draft("DEMO") with { Name = "Another name" });
        var dearer = await RunAsync(Draft("DEMO") with { Costs = new CostsDraft(0.002m) });

        Assert.NotNull(first.Pins);
        Assert.Equal(first.Pins, again.Pins);
        Assert.Equal(first.Pins.Data, dearer.Pins!.Data);
        Assert.NotEqual(first.Pins.Strategy, dearer.Pins.Strategy);
        Assert.NotEqual(first.Pins.Result, dearer.Pins.Result);
    }

    [Fact]
    public async Task Different_strategies_tried_on_a_series_are_counted_and_shown()
    {
        await SaveAsync("DEMO", SyntheticBars.Daily(0, 2520, new DateOnly(2016, 1, 4)));
        await SaveAsync("ELSE", SyntheticBars.Daily(1, 2520, new DateOnly(2016, 1, 4)));

        var first = await RunAsync(Draft("DEMO"));
        await RunAsync(Draft("DEMO"));
        await RunAsync(Draft("DEMO") with { Strategy = new StrategyDraft("close > sma(5)", "close < sma(5)", new SizingDraft("allIn")) });
        await RunAsync(Draft("ELSE"));
        var report = (await Get<ReportBacktestHandler>().HandleAsync(Owner, first.Id, Cancel))!;

        Assert.Equal(2, report.Honesty.Trials);
        Assert.Equal(first.Pins, report.Honesty.Pins);
        Assert.InRange(report.Honesty.Figures.DeflatedSharpe, 0, report.Honesty.Figures.ProbabilisticSharpe);
        Assert.Equal(first.Result!.FinalEquity, report.Run.FinalEquity);
        Assert.True(report.Run.Synthetic);
    }

    [Fact]
    public async Task A_report_is_not_made_from_bars_that_have_changed()
    {
        var bars = SyntheticBars.Daily(0, 300, new DateOnly(2016, 1, 4));
        await SaveAsync("DEMO", bars);
        var done = await RunAsync(Draft("DEMO"));
        var changed = bars[100];
        await SaveAsync("DEMO", BarSeries.FromBars([changed with { Volume = changed.Volume + 1 }]));

        Assert.Null(await Get<ReportBacktestHandler>().HandleAsync(Owner, done.Id, Cancel));
    }

    [Fact]
    public async Task A_range_of_time_is_tested_as_if_nothing_were_stored_outside()
    {
        var bars = SyntheticBars.Daily(3, 2520, new DateOnly(2016, 1, 4));
        await SaveAsync("DEMO", bars);
        await SaveAsync("PART", bars.Between(Day(2018), Day(2020)));

        var part = await RunAsync(Draft("DEMO") with { From = "2018-01-01", To = "2020-01-01" });
        var alone = await RunAsync(Draft("PART"));

        Assert.Equal(alone.Result, part.Result);
        Assert.True(part.Result!.Bars is > 500 and < 530);
    }

    [Fact]
    public async Task A_cancelled_back_test_stays_cancelled()
    {
        await SaveAsync("DEMO", SyntheticBars.Daily(0, 300, new DateOnly(2016, 1, 4)));
        var backtest = await StartAsync(Draft("DEMO"));
        await Get<EndBacktestHandler>().CancelAsync(Owner, backtest.Id, Cancel);

        var result = await Get<RunBacktestHandler>().HandleAsync(BacktestReference.Of(backtest), Cancel);
        await Get<EndBacktestHandler>().FailAsync(BacktestReference.Of(backtest), "too late", Cancel);

        Assert.Null(result);
        var stored = (await Backtests.FindAsync(Owner, backtest.Id, Cancel))!;
        Assert.Equal((BacktestStatus.Cancelled, null, null), (stored.Status, stored.Result, stored.Error));
    }

    [Fact]
    public async Task Asking_again_with_the_same_id_makes_one_back_test()
    {
        await SaveAsync("DEMO", SyntheticBars.Daily(0, 300, new DateOnly(2016, 1, 4)));
        var first = await StartAsync(Draft("DEMO"), "same");

        var second = await StartAsync(Draft("DEMO") with { InitialCash = 5 }, "same");

        Assert.Equal(first, second);
        Assert.Single(await Backtests.ListAsync(Owner, strategy: null, 10, Cancel));
        Assert.Empty(await Backtests.ListAsync(new UserId("someone-else"), strategy: null, 10, Cancel));
    }

    [Fact]
    public async Task A_stored_strategy_is_tested_in_the_version_that_is_asked_for_and_the_back_test_names_it()
    {
        await SaveAsync("DEMO", SyntheticBars.Daily(0, 300, new DateOnly(2016, 1, 4)));
        var old = StrategyReader.Read(Document("close > sma(20)"), new FieldErrors())!;
        var strategies = Get<IStrategyRepository>();
        await strategies.CreateAsync(new StoredStrategy(Owner, new StrategyId("mine"), old, DateTimeOffset.UnixEpoch), Cancel);
        var revised = StrategyReader.Read(Document("close > sma(50)"), new FieldErrors())!;
        await strategies.ChangeAsync(Owner, new StrategyId("mine"), strategy => strategy.Revised(revised, DateTimeOffset.UnixEpoch), Cancel);

        var newest = await StartAsync(new BacktestDraft(InitialCash: 1000, StrategyId: "mine"), "newest");
        await StartAsync(new BacktestDraft(InitialCash: 1000, StrategyId: "mine", StrategyVersion: 1), "first");

        Assert.Equal(("close > sma(50)", new BacktestSource(new StrategyId("mine"), 2)), (newest.Request.Strategy.Rules.Entry, newest.Source));
        var first = (await Backtests.FindAsync(Owner, new BacktestId("first"), Cancel))!;
        Assert.Equal(("close > sma(20)", new BacktestSource(new StrategyId("mine"), 1)), (first.Request.Strategy.Rules.Entry, first.Source));
    }

    [Theory]
    [InlineData("mine", 2, false, "strategyVersion", "strategyVersion is 2; expected 1 to 1")]
    [InlineData("other", null, false, "strategyId", "there is no strategy 'other'")]
    [InlineData("mine", null, true, "strategyId", "leave out name, market")]
    [InlineData(null, 1, true, "strategyVersion", "without strategyId")]
    public async Task A_stored_strategy_that_is_not_there_or_told_twice_is_refused(string? id, int? version, bool isToldToo, string field, string error)
    {
        await SaveAsync("DEMO", SyntheticBars.Daily(0, 300, new DateOnly(2016, 1, 4)));
        var document = StrategyReader.Read(Document("close > sma(20)"), new FieldErrors())!;
        await Get<IStrategyRepository>().CreateAsync(new StoredStrategy(Owner, new StrategyId("mine"), document, DateTimeOffset.UnixEpoch), Cancel);
        var draft = isToldToo ? Draft("DEMO") : new BacktestDraft(InitialCash: 1000);

        var result = await Get<StartBacktestHandler>().HandleAsync(
            Owner, new BacktestId("x"), draft with { StrategyId = id, StrategyVersion = version }, this, Cancel);

        Assert.False(result.TryGet(out _, out var errors));
        Assert.Contains(error, errors.ToDictionary()[field][0], StringComparison.Ordinal);
        Assert.Empty(started);
    }

    [Fact]
    public async Task Bad_requests_are_refused_by_field_before_anything_is_stored()
    {
        var result = await Get<StartBacktestHandler>().HandleAsync(Owner, new BacktestId("x"), new BacktestDraft(
            Market: "MARS", Symbols: ["A", "A"], Interval: "1w", InitialCash: -5, Strategy: new StrategyDraft("clsoe > 1", "close <"),
            Costs: new CostsDraft(CommissionRate: 1.5m), From: "yesterday"), this, Cancel);

        Assert.False(result.TryGet(out _, out var errors));
        var byField = errors.ToDictionary();
        Assert.Equal(
            ["costs.commissionRate", "from", "initialCash", "interval", "market", "strategy.entry", "strategy.exit", "symbols"],
            byField.Keys.Order(StringComparer.Ordinal));
        Assert.StartsWith("At 1: found 'clsoe', expected ", byField["strategy.entry"][0], StringComparison.Ordinal);
        Assert.Null(await Backtests.FindAsync(Owner, new BacktestId("x"), Cancel));
        Assert.Empty(started);
    }

    [Fact]
    public async Task Limits_come_back_with_what_they_denied()
    {
        await SaveAsync("DEMO", SyntheticBars.Daily(0, 300, new DateOnly(2016, 1, 4)));
        var sent = new RiskLimitsDocument
        {
            MaxOrderValue = 999_000m, Restricted = ["US:SPY"],
            Protections = [new ProtectionDocument { Kind = "losingTrades", Trades = 1, LookbackSeconds = 86_400, PauseSeconds = 864_000 }],
        };

        var done = await RunAsync(Draft("DEMO") with { Limits = sent });
        var plain = await RunAsync(Draft("DEMO"));

        Assert.Equal(
            (999_000m, "US:SPY", 864_000),
            (done.Request.Limits!.MaxOrderValue!.Value.Value, done.Request.Limits.Restricted.Single().ToString(), done.Request.Limits.Protections.Single().PauseSeconds));
        // All of 1,000,000 in one order exceeds the limit until enough is lost.
        Assert.True(done.Denials!.ByCheck["order-value"] > 0);
        Assert.Single(done.Denials.Protections);
        Assert.NotNull(done.Pins!.Limits);
        Assert.Equal((null, null, null), (plain.Request.Limits, plain.Denials, plain.Pins!.Limits));
    }

    [Fact]
    public async Task Wrong_limits_are_refused_by_field()
    {
        await SaveAsync("DEMO", SyntheticBars.Daily(0, 30, new DateOnly(2016, 1, 4)));

        var result = await Get<StartBacktestHandler>().HandleAsync(
            Owner, new BacktestId("x"), Draft("DEMO") with { Limits = new RiskLimitsDocument { MaxLeverage = -1, Protections = [new ProtectionDocument()] } }, this, Cancel);

        Assert.False(result.TryGet(out _, out var errors));
        var byField = errors.ToDictionary();
        Assert.Equal(
            ["limits.maxLeverage", "limits.protections[0].kind", "limits.protections[0].lookbackSeconds", "limits.protections[0].pauseSeconds", "limits.protections[0].trades"],
            byField.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("limits.maxLeverage is -1; expected more than 0 and at most 1000, or null for no limit.", Assert.Single(byField["limits.maxLeverage"]));
        Assert.Empty(started);
    }

    [Fact]
    public async Task An_unknown_symbol_is_refused_by_field()
    {
        var result = await Get<StartBacktestHandler>().HandleAsync(Owner, new BacktestId("x"), Draft("NONE"), this, Cancel);

        Assert.False(result.TryGet(out _, out var errors));
        Assert.Contains("no bars of US:NONE", errors.ToDictionary()["symbols"][0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_is_not_defined_is_stored_as_such()
    {
        await SaveAsync("FLAT", BarSeries.FromBars([.. Enumerable.Range(0, 50).Select(day => new Bar(Day(2020).AddDays(day), 5, 5, 5, 5, 1))]));

        var done = await RunAsync(Draft("FLAT"));

        Assert.True(double.IsNaN(done.Result!.Sharpe));
        Assert.Null(BacktestResultView.Of(done.Result).Sharpe);
        Assert.Empty(await TradesAsync(done.Id));
    }

    Task IBacktestWorkflows.EnsureStartedAsync(BacktestReference backtest, CancellationToken cancellationToken)
    {
        started.Add(backtest);
        return Task.CompletedTask;
    }

    Task IPush.ToUserAsync(UserId user, string message, object payload, CancellationToken cancellationToken)
    {
        pushed.Add((BacktestProgress)payload);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static DateTimeOffset Day(int year) => new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static BacktestDraft Draft(string symbol) =>
        new(null, "US", [symbol], "1d", 1_000_000m, Cross, new CostsDraft(0.001m));

    private static StrategyDocumentDraft Document(string entry) =>
        new("Mine", "US", ["DEMO"], "1d", Cross with { Entry = entry }, new CostsDraft(0.001m));

    private T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    private async Task<Backtest> StartAsync(BacktestDraft draft, string id = "b1")
    {
        var result = await Get<StartBacktestHandler>().HandleAsync(Owner, new BacktestId(id), draft, this, Cancel);
        Assert.True(result.TryGet(out var backtest, out var errors), errors?.ToString());
        Assert.Equal(BacktestReference.Of(backtest), started[^1]);
        return backtest;
    }

    private async Task<Backtest> RunAsync(BacktestDraft draft)
    {
        var backtest = await StartAsync(draft, Guid.NewGuid().ToString("N"));
        var result = await Get<RunBacktestHandler>().HandleAsync(BacktestReference.Of(backtest), Cancel);
        await Get<EndBacktestHandler>().CompleteAsync(BacktestReference.Of(backtest), result!, Cancel);
        return (await Backtests.FindAsync(Owner, backtest.Id, Cancel))!;
    }

    private async Task ImportSpyAsync([CallerFilePath] string here = "")
    {
        var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../../shared/data/us/SPY.1d.csv"));
        Assert.SkipUnless(File.Exists(path), $"The reference data is not at {path}.");
        await using var csv = File.OpenRead(path);
        var key = new BarKey(InstrumentId.Create(Market.US, "SPY"), Interval.OneDay);
        var imported = await Get<ImportBarsHandler>().HandleAsync(key, csv, quarantine: false, Cancel);
        Assert.True(imported.TryGet(out var counts, out _));
        Assert.Equal((5849, 0), (counts.Imported, counts.Rejected));
    }

    private Task SaveAsync(string symbol, BarSeries bars) =>
        Get<IBarStore>().SaveAsync(new BarKey(InstrumentId.Create(Market.US, symbol), Interval.OneDay), bars, isSynthetic: true, Cancel);

    private async Task<List<(long Time, double Equity, double Drawdown)>> EquityAsync(BacktestId id)
    {
        List<(long, double, double)> all = [];
        await foreach (var piece in Backtests.ReadEquityAsync(Owner, id, 0, Cancel))
        {
            for (var i = 0; i < piece.Count; i++)
                all.Add((piece.Times.Span[i], piece.Equity.Span[i], piece.Drawdown.Span[i]));
        }

        return all;
    }

    private async Task<List<Quant.Backtests.BacktestTrade>> TradesAsync(BacktestId id)
    {
        List<Quant.Backtests.BacktestTrade> all = [];
        await foreach (var trade in Backtests.ReadTradesAsync(Owner, id, Cancel))
            all.Add(trade);
        return all;
    }
}
