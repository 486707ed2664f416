using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Trading.Application.MarketData;
using Trading.Domain;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Integrations.MarketData;

namespace Trading.Integrations.Tests.MarketData;

public sealed class ImportBarsTests
{
    private const string OneBadRow = "timestamp,open,high,low,close,volume\n2024-01-02,1,2,1,2,5\n2024-01-03,2,1,2,3,5\n2024-01-04,2,3,2,3,5\n";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly BarKey Spy = new(InstrumentId.Create(Market.US, "SPY"), Interval.OneDay);

    private readonly ServiceProvider services = new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddSingleton(TestTables.New()).AddSingleton(TimeProvider.System)
        .AddLogging().AddMarketDataUseCases().AddMarketDataStores().BuildServiceProvider();

    private IBarStore Store => services.GetRequiredService<IBarStore>();

    [Fact]
    public async Task A_file_with_a_bad_row_is_refused_whole()
    {
        var result = await ImportAsync(Spy, OneBadRow, quarantine: false);

        Assert.False(result.TryGet(out _, out var refusal));
        Assert.Equal(("bad-rows", 1), (refusal.Code, refusal.Rejected));
        Assert.Equal([3], refusal.Errors.Keys);
        Assert.Null(await Store.FindAsync(Spy, Cancel));
    }

    [Fact]
    public async Task In_quarantine_the_good_rows_are_stored_and_the_rest_is_listed()
    {
        var result = await ImportAsync(Spy, OneBadRow, quarantine: true);

        Assert.True(result.TryGet(out var imported, out _));
        Assert.Equal((2, 1, 2), (imported.Imported, imported.Rejected, imported.Added));
        Assert.Equal([3], imported.Errors.Keys);
        Assert.Equal(2, (await Store.FindAsync(Spy, Cancel))!.Count);
    }

    [Fact]
    public async Task An_unreadable_file_is_refused_in_quarantine_too()
    {
        var result = await ImportAsync(Spy, "<html></html>", quarantine: true);

        Assert.False(result.TryGet(out _, out var refusal));
        Assert.Equal("unreadable-file", refusal.Code);
    }

    [Fact]
    public async Task Generated_bars_and_prices_of_a_market_are_not_mixed()
    {
        var demo = await services.GetRequiredService<LoadDemoHandler>().HandleAsync(Cancel);
        Assert.True(demo.TryGet(out var saved, out _));

        var result = await ImportAsync(LoadDemoHandler.Key, OneBadRow, quarantine: true);

        Assert.Equal((2520, true), (saved.Coverage.Count, saved.Coverage.IsSynthetic));
        Assert.False(result.TryGet(out _, out var refusal));
        Assert.Equal("synthetic-mixed", refusal.Code);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap()
    {
        await services.GetRequiredService<LoadDemoHandler>().HandleAsync(Cancel);
        var getBars = services.GetRequiredService<GetBarsHandler>();
        var all = await Store.LoadAsync(LoadDemoHandler.Key, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Cancel);

        List<Bar> seen = [];
        DateTimeOffset? next = DateTimeOffset.MinValue;
        while (next is { } from)
        {
            var page = (await getBars.HandleAsync(LoadDemoHandler.Key, from, all[2000].Time, 700, Cancel))!;
            seen.AddRange(Enumerable.Range(0, page.Bars.Count).Select(i => page.Bars[i]));
            Assert.True(page.IsSynthetic);
            next = page.Continuation;
        }

        Assert.Equal(Enumerable.Range(0, 2000).Select(i => all[i]), seen);
        Assert.Null(await getBars.HandleAsync(Spy, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, 10, Cancel));
    }

    private Task<Result<BarsImported, ImportRefusal>> ImportAsync(BarKey key, string csv, bool quarantine) =>
        services.GetRequiredService<ImportBarsHandler>().HandleAsync(key, new MemoryStream(Encoding.UTF8.GetBytes(csv)), quarantine, Cancel);
}
