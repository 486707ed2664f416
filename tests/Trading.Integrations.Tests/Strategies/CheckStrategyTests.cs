using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Trading.Application;
using Trading.Application.MarketData;
using Trading.Application.Strategies;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Integrations.MarketData;
using Trading.Quant.SyntheticData;

namespace Trading.Integrations.Tests.Strategies;

/// <summary>What the checks say of a strategy, on bars in tables.</summary>
public sealed class CheckStrategyTests : IAsyncDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly ServiceProvider services = new ServiceCollection().AddSingleton(TestTables.New()).AddSingleton(TimeProvider.System)
        .AddLogging().AddMarketDataUseCases().AddMarketDataStores().AddSingleton<CheckStrategyHandler>().BuildServiceProvider();

    public ValueTask DisposeAsync() => services.DisposeAsync();

    [Fact]
    public async Task A_sound_strategy_on_enough_bars_passes_every_check()
    {
        await SaveAsync("DEMO", 400);

        var checks = await CheckAsync("close > sma(20)", "close < sma(20)", "DEMO");

        Assert.All(checks, check => Assert.Equal((StrategyVerdict.Passed, 0), (check.Verdict, check.Findings.Count)));
        Assert.Equal(["unreachable-rule", "missing-data", "warm-up", "look-ahead"], checks.Select(check => check.Code));
    }

    [Fact]
    public async Task An_entry_that_can_never_hold_fails()
    {
        await SaveAsync("DEMO", 400);

        var check = (await CheckAsync("rsi(14) > 100", "close < sma(20)", "DEMO"))[0];

        Assert.Equal(StrategyVerdict.Failed, check.Verdict);
        Assert.Equal("entry: 'rsi(14) > 100' can never hold.", Assert.Single(check.Findings));
    }

    [Fact]
    public async Task A_part_that_always_holds_is_a_warning()
    {
        await SaveAsync("DEMO", 400);

        var check = (await CheckAsync("close > sma(20) and rsi(14) >= 0", null, "DEMO"))[0];

        Assert.Equal(StrategyVerdict.Warning, check.Verdict);
        Assert.Contains("rsi(14) >= 0", Assert.Single(check.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bars_that_are_missing_or_too_few_are_named()
    {
        await SaveAsync("DEMO", 100);

        var check = (await CheckAsync("close > sma(200) and SPY: close > sma(20)", null, "DEMO", "NONE"))[1];

        Assert.Equal(StrategyVerdict.Warning, check.Verdict);
        Assert.Contains(check.Findings, finding => finding.Contains("US:DEMO", StringComparison.Ordinal) && finding.Contains("199 bars", StringComparison.Ordinal));
        Assert.Contains(check.Findings, finding => finding.Contains("The rules need bars of SPY 1d, and there are none.", StringComparison.Ordinal));
        Assert.Contains(check.Findings, finding => finding.StartsWith("No bars of US:NONE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_average_that_remembers_more_bars_than_there_are_is_a_warning()
    {
        await SaveAsync("DEMO", 400);

        var check = (await CheckAsync("close > ema(150)", null, "DEMO"))[2];

        Assert.Equal(StrategyVerdict.Warning, check.Verdict);
        Assert.StartsWith("US:DEMO: ema(150) is ", Assert.Single(check.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_bars_are_a_finding_and_no_failure()
    {
        await SaveAsync("DEMO", 400);
        var table = services.GetRequiredService<TableServiceClient>().GetTableClient("bars");
        await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: Cancel))
        {
            row["Close"] = new byte[] { 255 };
            await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancel);
        }

        var checks = await CheckAsync("close > sma(20)", "close < sma(20)", "DEMO");

        Assert.Equal([StrategyVerdict.Passed, StrategyVerdict.Failed, StrategyVerdict.Skipped, StrategyVerdict.Skipped], checks.Select(check => check.Verdict));
        Assert.Contains("are damaged", Assert.Single(checks[1].Findings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_stored_what_needs_bars_is_skipped()
    {
        var checks = await CheckAsync("close > sma(20)", null, "NONE");

        Assert.Equal(
            [StrategyVerdict.Passed, StrategyVerdict.Warning, StrategyVerdict.Skipped, StrategyVerdict.Skipped], checks.Select(check => check.Verdict));
    }

    private Task SaveAsync(string symbol, int bars) => services.GetRequiredService<IBarStore>().SaveAsync(
        new BarKey(InstrumentId.Create(Market.US, symbol), Interval.OneDay), SyntheticBars.Daily(7, bars, new DateOnly(2016, 1, 4)), isSynthetic: true, Cancel);

    private Task<IReadOnlyList<StrategyCheck>> CheckAsync(string entry, string? exit, params string[] symbols)
    {
        var errors = new FieldErrors();
        var document = StrategyReader.Read(new StrategyDocumentDraft(null, "US", symbols, "1d", new StrategyDraft(entry, exit, MaxPositions: symbols.Length)), errors);
        return services.GetRequiredService<CheckStrategyHandler>().HandleAsync(document ?? throw new ArgumentException(errors.ToString()), Cancel);
    }
}
