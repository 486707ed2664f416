using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Trading.Application.MarketData;
using Trading.Application.Screening;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Screening;
using Trading.Domain.Strategies;
using Trading.Integrations.MarketData;

namespace Trading.Integrations.Tests.Screening;

/// <summary>Screens over bars in tables, by hosts that come and go.</summary>
public sealed class RunScreenTests : IAsyncDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset Monday = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private readonly TableServiceClient tables = TestTables.New();
    private readonly ServiceProvider services;

    public RunScreenTests() => services = Host();

    public ValueTask DisposeAsync() => services.DisposeAsync();

    [Fact]
    public async Task Symbols_of_which_every_condition_holds_are_found_and_ranked()
    {
        await SaveAsync("UP", 10, 11, 12);
        await SaveAsync("FASTER", 10, 12, 16);
        await SaveAsync("DOWN", 12, 11, 10);
        await SaveAsync("NEW", 5);

        var result = await RunAsync(A("close > close[1]", "close > 11") with { Ranking = new Ranking("close / close[2]", HighestFirst: true), Columns = ["close - close[1]"] });

        Assert.Equal([("FASTER", 16.0, 1.6, 4.0), ("UP", 12.0, 1.2, 1.0)], result.Matches.Select(match => (match.Symbol, match.Close, match.Rank, match.Values[0])));
        Assert.Equal((4, 2, 0), (result.Screened, result.Matched, result.Unknown));   // NEW fails by its close, though its close before is not known
        Assert.Equal([new ScreenTally("close > close[1]", 2, 1, 1), new ScreenTally("close > 11", 2, 2, 0)], result.Conditions);
        Assert.Equal(["close - close[1]"], result.Columns);
    }

    [Fact]
    public async Task New_bars_and_restated_ones_are_seen_at_once()
    {
        await SaveAsync("A", 10, 11);
        await SaveAsync("B", 10, 9);
        var rising = A("close > close[1]");
        Assert.Equal(["A"], Symbols(await RunAsync(rising)));

        await SaveAsync("B", 10, 9, 12);
        Assert.Equal(["A", "B"], Symbols(await RunAsync(rising)));

        await SaveAsync("A", 13, 11);   // the bar before was restated, as many bars as before
        Assert.Equal(["B"], Symbols(await RunAsync(rising)));
    }

    [Fact]
    public async Task A_condition_on_another_symbol_follows_that_symbol_too()
    {
        await SaveAsync("A", 10, 11);
        await SaveAsync("INDEX", 100, 90);
        var screen = A("INDEX: close > close[1]", "close > 1") with { Symbols = ["A"] };
        Assert.Empty(Symbols(await RunAsync(screen)));

        await SaveAsync("INDEX", 100, 110);

        Assert.Equal(["A"], Symbols(await RunAsync(screen)));
    }

    [Fact]
    public async Task A_host_that_has_just_started_takes_over_the_snapshots_and_finds_the_same()
    {
        var random = new Random(9001);
        for (var i = 0; i < 30; i++)
        {
            var prices = new double[80];
            prices[0] = 100;
            for (var day = 1; day < prices.Length; day++)
                prices[day] = prices[day - 1] * (1 + ((random.NextDouble() - 0.5) / 10));
            await SaveAsync($"S{i:00}", prices);
        }

        var screen = A("rsi(14) < 55", "close > sma(50)", "volume > 0", "atr(14) / close < 0.2") with { Ranking = new Ranking("cci(20)", HighestFirst: true) };
        var fromBars = await RunAsync(screen);
        foreach (var series in await services.GetRequiredService<IBarStore>().ListAsync(Cancel))
            await services.GetRequiredService<IndicatorSnapshotter>().UpdateAsync(series.Key, Cancel);

        // Bars that can't be read any more prove that they are not read.
        await using var other = Host();
        await DamageAsync();
        var fromSnapshots = await RunAsync(screen, other);

        Assert.InRange(fromBars.Matched, 3, 27);
        Assert.Equivalent(fromBars, fromSnapshots, strict: true);
        Assert.Equal(30, (await RunAsync(A("close > sma(7)"), other)).Unreadable.Count);
    }

    [Fact]
    public async Task A_snapshot_of_bars_that_were_restated_meanwhile_is_not_believed()
    {
        for (var i = 0; i < 25; i++)
            await SaveAsync($"S{i:00}", 10, 11, 12);
        foreach (var series in await services.GetRequiredService<IBarStore>().ListAsync(Cancel))
            await services.GetRequiredService<IndicatorSnapshotter>().UpdateAsync(series.Key, Cancel);

        await SaveAsync("S07", 10, 11, 5);

        Assert.Equal(["S07"], Symbols(await RunAsync(A("close < 6"))));
    }

    [Fact]
    public async Task As_of_a_day_nothing_later_is_seen()
    {
        await SaveAsync("A", 10, 11, 12, 5);
        await SaveAsync("B", 10, 9, 8, 20);

        Assert.Equal(["A"], Symbols(await RunAsync(A("close > close[1]"), at: Monday.AddDays(2))));
        Assert.Equal(["B"], Symbols(await RunAsync(A("close > close[1]"))));
        Assert.Equal((0, null), (await RunAsync(A("close > 1"), at: Monday.AddDays(-1))) is var none ? (none.Screened, none.Time) : default);
    }

    [Fact]
    public async Task Series_that_ended_long_ago_are_left_out_unless_they_are_asked_for()
    {
        await SaveAsync("OLD", 10);
        await SaveAsync("LIVE", [.. Enumerable.Repeat(10.0, 20)]);

        var result = await RunAsync(A("close == 10"));

        Assert.Equal((1, 1), (result.Stale, result.Screened));
        Assert.Equal(["LIVE", "OLD"], Symbols(await RunAsync(A("close == 10") with { MaxAgeDays = 30 })));
    }

    [Fact]
    public async Task More_readings_than_are_kept_change_no_result()
    {
        await SaveAsync("A", 10, 11, 12);
        for (var length = 2; length < 1_200; length += 50)
            await RunAsync(A([.. Enumerable.Range(length, 50).Select(one => $"close > sma({one})")]));

        Assert.Equal(["A"], Symbols(await RunAsync(A("close > sma(2)", "close[1] > close[2]", "not (close < sma(3))"))));
    }

    [Fact]
    public async Task Screens_at_one_time_while_bars_arrive_see_one_version_or_the_other()
    {
        for (var i = 0; i < 8; i++)
            await SaveAsync($"S{i}", 10, 11);
        var screens = Enumerable.Range(0, 24).Select(i => RunAsync(A("close > close[1]", $"close > sma({2 + (i % 5)}) or close > 0")));
        var arriving = Enumerable.Range(0, 8).Select(i => SaveAsync($"S{i}", 10, 11, 12));

        var results = (await Task.WhenAll(screens.Select(async screen => (ScreenResult?)await screen).Concat(arriving.Select(async one =>
        {
            await one;
            return (ScreenResult?)null;
        })))).OfType<ScreenResult>();

        Assert.All(results, result => Assert.Equal((8, 0), (result.Matched, result.Unreadable.Count)));
    }

    [Fact]
    public async Task What_is_odd_is_told()
    {
        await SaveAsync("A", 10, 11);

        var result = await RunAsync(A("rsi(14) > 100", "NONE: close > 1", "per < 10") with { Symbols = ["A", "ZZZ"] });

        Assert.Equal(
            [
                "'rsi(14) > 100' can never hold.", "The rules need bars of NONE 1d, and there are none.", "The rules need per of the symbol, and it is not there.",
                "No bars of ZZZ are stored for the interval 1d.",
            ],
            result.Findings);
    }

    [Fact]
    public async Task More_are_found_than_are_shown_where_there_is_a_limit()
    {
        for (var i = 0; i < 5; i++)
            await SaveAsync($"S{i}", 10 + i);

        var result = await RunAsync(A() with { Ranking = new Ranking("close", HighestFirst: false), Limit = 2 });

        Assert.Equal(5, result.Matched);
        Assert.Equal(["S0", "S1"], Symbols(result));
    }

    private ServiceProvider Host() => new ServiceCollection().AddSingleton(tables).AddSingleton(TimeProvider.System).AddLogging()
        .AddMarketDataUseCases().AddMarketDataStores().AddScreeningUseCases().BuildServiceProvider();

    private static ScreenDocument A(params string[] conditions) => new("", Market.US, Interval.OneDay, conditions);

    private static IEnumerable<string> Symbols(ScreenResult result) => result.Matches.Select(match => match.Symbol);

    private async Task<ScreenResult> RunAsync(ScreenDocument screen, ServiceProvider? host = null, DateTimeOffset? at = null)
    {
        Assert.True((await (host ?? services).GetRequiredService<RunScreenHandler>().HandleAsync(screen, at, Cancel)).TryGet(out var result, out var errors), $"{errors}");
        return result;
    }

    private Task SaveAsync(string symbol, params double[] closes) => services.GetRequiredService<IBarStore>().SaveAsync(
        new BarKey(InstrumentId.Create(Market.US, symbol), Interval.OneDay),
        BarSeries.FromBars([.. closes.Select((close, day) => new Bar(Monday.AddDays(day), close, close, close, close, 100))]), isSynthetic: false, Cancel);

    private async Task DamageAsync()
    {
        var bars = tables.GetTableClient("bars");
        await foreach (var row in bars.QueryAsync<TableEntity>(cancellationToken: Cancel))
        {
            row["Close"] = new byte[] { 255, 255, 255 };
            await bars.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancel);
        }
    }
}
