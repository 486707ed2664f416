using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Trading.Application.MarketData;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Integrations.MarketData;
using Trading.Quant.SyntheticData;

namespace Trading.Integrations.Tests.MarketData;

public sealed class TableBarStoreTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly TableServiceClient tables = TestTables.New();
    private readonly IBarStore store;

    public TableBarStoreTests()
    {
        store = StoreOn(tables);
    }

    [Fact]
    public async Task Bars_come_back_exactly_and_ten_years_of_daily_bars_take_two_rows_at_most()
    {
        var key = Key("SPY", Interval.OneDay);
        var bars = SyntheticBars.Daily(7, 2520, new DateOnly(2011, 1, 3));

        var saved = await store.SaveAsync(key, bars, isSynthetic: true, Cancel);

        Assert.Equal(new BarCoverage(key, 2520, bars[0].Time, bars[2519].Time, IsSynthetic: true), saved.Coverage);
        Assert.Equal((2520, 0, 0), (saved.Added, saved.Updated, saved.Unchanged));
        AssertSame(bars, await LoadAllAsync(key));
        Assert.InRange(await RowsAsync(), 1, 2);
    }

    [Fact]
    public async Task A_hundred_thousand_minute_bars_come_back_exactly()
    {
        var key = Key("DEMO", Interval.OneMinute);
        var bars = SyntheticBars.Minutes(100_000);

        await store.SaveAsync(key, bars, isSynthetic: true, Cancel);

        AssertSame(bars, await LoadAllAsync(key));
        var from = bars[50_000].Time;
        AssertSame(bars.Slice(50_000, 10), await store.LoadAsync(key, from, from.AddMinutes(10), Cancel));
        AssertSame(bars.Slice(0, 1), await store.LoadAsync(key, DateTimeOffset.MinValue, bars[1].Time, Cancel));
    }

    [Fact]
    public async Task Saving_the_same_bars_again_changes_nothing()
    {
        var key = Key("SPY", Interval.OneDay);
        var bars = SyntheticBars.Daily(1, 30, new DateOnly(2019, 12, 16));
        await store.SaveAsync(key, bars, false, Cancel);

        var again = await store.SaveAsync(key, bars, false, Cancel);

        Assert.Equal((0, 0, 30), (again.Added, again.Updated, again.Unchanged));
        AssertSame(bars, await LoadAllAsync(key));
    }

    [Fact]
    public async Task New_bars_join_stored_ones_and_restated_values_replace_them()
    {
        var key = Key("SPY", Interval.OneDay);
        var bars = SyntheticBars.Daily(1, 30, new DateOnly(2019, 12, 16));
        await store.SaveAsync(key, bars.Slice(0, 20), false, Cancel);
        var restated = BarSeries.FromBars([bars[18], bars[19] with { Volume = 7 }, .. Enumerable.Range(20, 10).Select(i => bars[i])]);

        var saved = await store.SaveAsync(key, restated, false, Cancel);

        Assert.Equal((10, 1, 1), (saved.Added, saved.Updated, saved.Unchanged));
        var all = await LoadAllAsync(key);
        Assert.Equal((30, 7.0, bars[18]), (all.Count, all[19].Volume, all[18]));
    }

    [Fact]
    public async Task Writers_of_the_same_period_lose_none_of_each_others_bars()
    {
        var key = Key("SPY", Interval.OneDay);
        var bars = SyntheticBars.Daily(3, 80, new DateOnly(2021, 1, 4));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer =>
            StoreOn(tables).SaveAsync(key, bars.Slice(writer * 10, 10), false, Cancel)));

        AssertSame(bars, await LoadAllAsync(key));
    }

    [Fact]
    public async Task Series_are_kept_apart_and_listed()
    {
        var bars = SyntheticBars.Daily(1, 3, new DateOnly(2020, 1, 1));
        await store.SaveAsync(Key("SPY", Interval.OneDay), bars, false, Cancel);
        await store.SaveAsync(Key("SPYG", Interval.OneDay), bars.Slice(0, 2), false, Cancel);
        await store.SaveAsync(Key("SPY", Interval.OneHour), bars.Slice(0, 1), true, Cancel);

        var all = await store.ListAsync(Cancel);

        Assert.Equal(["US:SPY|1h 1 True", "US:SPY|1d 3 False", "US:SPYG|1d 2 False"], all.Select(one => $"{one.Key} {one.Count} {one.IsSynthetic}"));
        Assert.Null(await store.FindAsync(Key("QQQ", Interval.OneDay), Cancel));
        Assert.Equal(0, (await LoadAllAsync(Key("QQQ", Interval.OneDay))).Count);
    }

    [Fact]
    public async Task A_damaged_row_is_named_and_never_read_as_bars()
    {
        var key = Key("SPY", Interval.OneDay);
        await store.SaveAsync(key, SyntheticBars.Daily(1, 30, new DateOnly(2020, 1, 6)), false, Cancel);
        var table = tables.GetTableClient("bars");
        var row = (await table.GetEntityAsync<TableEntity>(key.ToString(), "20200101-00", cancellationToken: Cancel)).Value;
        row["Close"] = row.GetBinary("Close")[..20];
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancel);

        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => LoadAllAsync(key));

        Assert.Contains("US:SPY|1d 20200101-00", thrown.Message, StringComparison.Ordinal);
    }

    private static IBarStore StoreOn(TableServiceClient tables) =>
        new ServiceCollection().AddSingleton(tables).AddMarketDataStores().BuildServiceProvider().GetRequiredService<IBarStore>();

    private static BarKey Key(string symbol, Interval interval) => new(InstrumentId.Create(Market.US, symbol), interval);

    private Task<BarSeries> LoadAllAsync(BarKey key) => store.LoadAsync(key, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Cancel);

    private async Task<int> RowsAsync()
    {
        var count = 0;
        await foreach (var row in tables.GetTableClient("bars").QueryAsync<TableEntity>(cancellationToken: Cancel))
            count += row.RowKey.Length > 0 ? 1 : 0;
        return count;
    }

    private static void AssertSame(BarSeries expected, BarSeries actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.False(BarMerge.Of(expected, actual).HasChanged);
    }
}
