using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Trading.Application.MarketData;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Integrations.MarketData;

namespace Trading.Integrations.Tests.MarketData;

/// <summary>Indicators of every day, as imports leave them.</summary>
public sealed class IndicatorHistoryTests
{
    private const string Header = "timestamp,open,high,low,close,volume\n";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly BarKey Spy = new(InstrumentId.Create(Market.US, "SPY"), Interval.OneDay);

    private readonly TableServiceClient tables = TestTables.New();
    private readonly ServiceProvider services;

    public IndicatorHistoryTests() => services = new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddSingleton(tables).AddSingleton(TimeProvider.System)
        .AddLogging().AddMarketDataUseCases().AddMarketDataStores().BuildServiceProvider();

    [Fact]
    [Trait("Reference", "beside")]
    public async Task Every_day_of_a_series_has_the_values_of_other_libraries()
    {
        var shared = Path.GetFullPath(Path.Combine(Here(), "../../../../shared"));
        Assert.SkipUnless(Directory.Exists(shared), $"The reference data is not at {shared}.");

        await ImportAsync(Spy, await File.ReadAllTextAsync(Path.Combine(shared, "data/skender/SPY.1d.csv"), Cancel));

        var days = (await GetAsync(Spy)).Days;
        Assert.Equal(502, days.Count);
        foreach (var (file, names) in new[]
        {
            ("rsi.14", "rsi"), ("macd.12-26-9", "macd macd_signal macd_histogram"), ("stoch.14-3-3", "stoch_k stoch_d"), ("sma.20", "ma_20"), ("sma.200", "ma_200"),
            ("ema.20", "ema_20"), ("ema.50", "ema_50"), ("bbands.20-2", "bollinger_upper bollinger_middle bollinger_lower"),
            ("ichimoku.9-26-52", "ichimoku_tenkan ichimoku_kijun ichimoku_senkou_a ichimoku_senkou_b"), ("adx.14", "adx"), ("mfi.14", "mfi"), ("cci.20", "cci"), ("atr.14", "atr"), ("obv", "obv"),
        })
        {
            string[][] expected = [.. File.ReadLines(Path.Combine(shared, $"golden/{file}.skender.csv")).Skip(1).Select(line => line.Split(','))];
            foreach (var (column, name) in names.Split(' ').Index())
            {
                foreach (var (row, day) in days.Index())
                {
                    var text = expected[row][column + 1];
                    Assert.Equal(expected[row][0], day.Time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                    Assert.True(
                        text.Length == 0 ? double.IsNaN(day.Values[name]) : Math.Abs(double.Parse(text, CultureInfo.InvariantCulture) - day.Values[name]) <= 1e-9 * Math.Max(1, Math.Abs(day.Values[name])),
                        $"{name} at {day.Time}: expected '{text}', got {day.Values[name]:R}");
                }
            }
        }
    }

    [Fact]
    public async Task Days_that_arrive_one_by_one_leave_what_one_file_leaves()
    {
        var other = new BarKey(InstrumentId.Create(Market.US, "QQQ"), Interval.OneDay);
        var rows = Rows(300);

        await ImportAsync(Spy, Header + string.Concat(rows));
        await ImportAsync(other, Header + string.Concat(rows[..297]));
        foreach (var row in rows[297..])
            await ImportAsync(other, Header + row);

        var (whole, pieces) = ((await GetAsync(Spy)).Days, (await GetAsync(other)).Days);
        Assert.Equal(300, whole.Count);
        Assert.Equal(whole.Select(day => (day.Time, day.Close)), pieces.Select(day => (day.Time, day.Close)));
        Assert.All(whole.Zip(pieces), pair => Assert.Equal(pair.First.Values, pair.Second.Values));
        Assert.False(double.IsNaN(whole[^1].Values["ma_200"]));
    }

    [Fact]
    public async Task A_restated_day_changes_what_follows_and_nothing_before()
    {
        var rows = Rows(60);
        await ImportAsync(Spy, Header + string.Concat(rows));
        var before = (await GetAsync(Spy)).Days;

        await ImportAsync(Spy, Header + Row(40, 500));

        var after = (await GetAsync(Spy)).Days;
        Assert.Equal(before.Take(40).Select(day => day.Values["ma_20"]), after.Take(40).Select(day => day.Values["ma_20"]));
        Assert.All(Enumerable.Range(40, 20), day => Assert.NotEqual(before[day].Values["ma_20"], after[day].Values["ma_20"]));
    }

    [Fact]
    public async Task A_new_day_writes_its_year_alone_and_a_repetition_nothing()
    {
        var rows = Rows(500);   // from January 2023 to May 2024
        await ImportAsync(Spy, Header + string.Concat(rows[..499]));
        var before = await TagsAsync();
        await ImportAsync(Spy, Header + rows[499]);
        var after = await TagsAsync();
        await ImportAsync(Spy, Header + string.Concat(rows));

        Assert.Equal(["2023", "2024"], before.Keys);
        Assert.Equal(before["2023"], after["2023"]);
        Assert.NotEqual(before["2024"], after["2024"]);
        Assert.Equal(after, await TagsAsync());
    }

    [Fact]
    public async Task A_day_that_another_import_stores_meanwhile_is_in_the_history_and_the_newest()
    {
        await ImportAsync(Spy, Header + string.Concat(Rows(30)));
        var meanwhile = new Meanwhile(services.GetRequiredService<IIndicatorHistory>(), () => ImportAsync(Spy, Header + Row(31, 300)));
        var late = new IndicatorSnapshotter(services.GetRequiredService<IBarStore>(), meanwhile, services.GetRequiredService<IIndicatorSnapshots>());

        await late.UpdateAsync(Spy, Cancel);

        var newest = Assert.Single(await services.GetRequiredService<IIndicatorSnapshots>().ListAsync(Market.US, Interval.OneDay, Cancel));
        Assert.Equal((Day(31), 301.0), (newest.Time, newest.Close));
        Assert.Equal(Day(31), (await GetAsync(Spy)).Days[^1].Time);
    }

    [Fact]
    public async Task The_newest_of_a_market_is_one_list_and_a_history_has_pages()
    {
        await ImportAsync(Spy, Header + string.Concat(Rows(30)));
        await ImportAsync(new BarKey(InstrumentId.Create(Market.US, "QQQ"), Interval.OneDay), Header + string.Concat(Rows(20)));

        var newest = await services.GetRequiredService<IIndicatorSnapshots>().ListAsync(Market.US, Interval.OneDay, Cancel);
        var first = await GetAsync(Spy, limit: 25);
        var second = await GetAsync(Spy, first.Continuation!.Value);

        Assert.Equal(["QQQ", "SPY"], newest.Select(symbol => symbol.Key.Instrument.Symbol));
        Assert.Equal(IndicatorSet.Names.Order(StringComparer.Ordinal), newest[1].Values.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(second.Days[^1].Values["ma_20"], newest[1].Values["ma_20"]);
        Assert.Equal((25, 5, null), (first.Days.Count, second.Days.Count, second.Continuation));
        Assert.Equal(Enumerable.Range(0, 30).Select(Day), first.Days.Concat(second.Days).Select(day => day.Time));
    }

    [Fact]
    public async Task Bars_within_a_session_have_the_newest_alone()
    {
        var minutes = new BarKey(Spy.Instrument, Interval.OneMinute);

        await ImportAsync(minutes, Header + "2024-01-02T14:30:00Z,1,1,1,1,5\n2024-01-02T14:31:00Z,2,2,2,2,5\n");

        Assert.Equal(2, Assert.Single(await services.GetRequiredService<IIndicatorSnapshots>().ListAsync(Market.US, Interval.OneMinute, Cancel)).Close);
        Assert.Empty((await GetAsync(minutes)).Days);
    }

    /// <summary>Lets something happen after a first computation and before it is saved.</summary>
    private sealed class Meanwhile(IIndicatorHistory history, Func<Task> happens) : IIndicatorHistory
    {
        private bool hasHappened;

        public async Task SaveAsync(BarKey key, IndicatorColumns columns, CancellationToken cancellationToken)
        {
            if (!hasHappened)
            {
                hasHappened = true;
                await happens();
            }

            await history.SaveAsync(key, columns, cancellationToken);
        }

        public IAsyncEnumerable<IndicatorColumns> ReadAsync(BarKey key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
            history.ReadAsync(key, from, to, cancellationToken);
    }

    private static DateTimeOffset Day(int index) => new DateTimeOffset(2023, 1, 2, 0, 0, 0, TimeSpan.Zero).AddDays(index);

    private static string[] Rows(int count) => [.. Enumerable.Range(0, count).Select(index => Row(index, 100 + (index * 7 % 13)))];

    private static string Row(int index, int price) => FormattableString.Invariant($"{Day(index):yyyy-MM-dd},{price},{price + 2},{price - 1},{price + 1},{1000 + index}\n");

    private async Task ImportAsync(BarKey key, string csv)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var result = await services.GetRequiredService<ImportBarsHandler>().HandleAsync(key, file, quarantine: false, Cancel);
        Assert.True(result.TryGet(out _, out var refusal), refusal?.Detail);
    }

    private async Task<IndicatorHistoryPage> GetAsync(BarKey key, DateTimeOffset from = default, int limit = GetIndicatorHistoryHandler.MaxPageSize) =>
        (await services.GetRequiredService<GetIndicatorHistoryHandler>().HandleAsync(key, from, DateTimeOffset.MaxValue, limit, Cancel))!;

    private async Task<SortedDictionary<string, string>> TagsAsync()
    {
        SortedDictionary<string, string> tags = [];
        await foreach (var row in tables.GetTableClient("indicators").QueryAsync<TableEntity>(cancellationToken: Cancel))
            tags[row.RowKey] = row.ETag.ToString();
        return tags;
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
