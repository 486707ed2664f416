using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Trading.Application.MarketData;
using Trading.Application.Screening;
using Trading.Benchmarks.Quant;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Screening;
using Trading.Domain.Strategies;
using Trading.Embedded;
using Trading.Integrations.MarketData;
using Trading.Integrations.Screening;
using Trading.Quant.Rules;
using Trading.Quant.SyntheticData;

namespace Trading.Benchmarks;

/// <summary>
/// A screen of 2,500 symbols with ten years of daily bars each by 20 conditions, from tables: by a host that has just started, again, with other
/// thresholds, and after every series grew by a bar. What it finds is compared with the rules applied to each series by itself.
/// </summary>
internal static class ScreenSpeed
{
    private const int Symbols = 2_500;
    private const int Days = 2_520;
    private const int Rounds = 20;

    private static readonly string[] Conditions =
    [
        "close > 5", "close > sma(200)", "sma(50) > sma(200)", "rsi(14) between 40 and 75", "macd(12, 26, 9).macd > macd(12, 26, 9).signal",
        "close > bbands(20, 2).middle", "adx(14) > 12", "mfi(14) > 35", "cci(20) > -100", "atr(14) / close < 0.2",
        "stoch(14, 3, 3).k > 20", "ema(20) > ema(50)", "volume > sma(volume, 20) / 4", "close > highest(high, 20)[1] * 0.7", "roc(20) > -15",
        "stddev(20) / close < 0.3", "obv > obv[5] or rising(close, 2)", "not (close crosses below sma(20))", "close > open * 0.9", "williamsr(14) > -90",
    ];

    public static async Task RunAsync(EmbeddedPlatform platform)
    {
        var series = await StoreAsync(platform);
        await using (var host = Host(platform))
            await TimeAsync("screen.first", host, Screen(Conditions), series);
        await TakeSnapshotsAsync(platform, series.Keys);
        await using var services = Host(platform);
        string[] kept = [.. Conditions.Where((_, i) => i is 0 or 1 or 2 or 3 or 4 or 5 or 6 or 7 or 8 or 9 or 10 or 11 or 18)];
        await TimeAsync("screen.snapshots", services, Screen(kept), series);
        await TimeAsync("screen.rest", services, Screen(Conditions), series);
        await RepeatAsync("screen.warm", services, _ => Screen(Conditions), series);
        await RepeatAsync("screen.thresholds", services, round => Screen([.. Conditions.Skip(1), string.Create(CultureInfo.InvariantCulture, $"close > {5 + round}")]), series);
        await GrowAsync(services.GetRequiredService<IBarStore>(), series);
        await TimeAsync("screen.grown", services, Screen(Conditions), series);
        await RepeatAsync("screen.again", services, _ => Screen(Conditions), series);
        Measure.PrintPeak();
    }

    private static ServiceProvider Host(EmbeddedPlatform platform) => new ServiceCollection()
        .AddSingleton(new TableServiceClient(platform.ConnectionString)).AddSingleton(TimeProvider.System).AddLogging()
        .AddMarketDataUseCases().AddMarketDataStores().AddScreeningUseCases().AddScreeningStores().BuildServiceProvider();

    private static ScreenDocument Screen(string[] conditions) => new("", Market.US, Interval.OneDay, conditions) { Ranking = new Ranking("roc(20)", HighestFirst: true), Columns = ["rsi(14)"] };

    private static async Task<Dictionary<BarKey, BarSeries>> StoreAsync(EmbeddedPlatform platform)
    {
        await using var services = Host(platform);
        var store = services.GetRequiredService<IBarStore>();
        var series = Enumerable.Range(0, Symbols).ToDictionary(
            i => new BarKey(InstrumentId.Create(Market.US, string.Create(CultureInfo.InvariantCulture, $"S{i:0000}")), Interval.OneDay),
            i => SyntheticBars.Daily(i, Days, new DateOnly(2014, 1, 2)));
        await Parallel.ForEachAsync(series, async (one, cancel) => await store.SaveAsync(one.Key, one.Value, isSynthetic: true, cancel));
        return series;
    }

    private static async Task TakeSnapshotsAsync(EmbeddedPlatform platform, IEnumerable<BarKey> keys)
    {
        await using var services = Host(platform);
        var snapshotter = services.GetRequiredService<IndicatorSnapshotter>();
        await Parallel.ForEachAsync(keys, async (key, cancel) => await snapshotter.UpdateAsync(key, cancel));
    }

    private static async Task GrowAsync(IBarStore store, Dictionary<BarKey, BarSeries> series)
    {
        await Parallel.ForEachAsync(series.ToArray(), async (one, cancel) =>
        {
            var last = one.Value[one.Value.Count - 1];
            var next = BarSeries.FromBars([last with { Time = last.Time.AddDays(1), Close = last.Close * 1.01, High = Math.Max(last.High, last.Close * 1.01) }]);
            await store.SaveAsync(one.Key, next, isSynthetic: true, cancel);
            lock (series)
                series[one.Key] = BarSeries.Concat([one.Value, next]);
        });
    }

    private static async Task TimeAsync(string name, ServiceProvider services, ScreenDocument screen, Dictionary<BarKey, BarSeries> series)
    {
        var start = Stopwatch.GetTimestamp();
        var result = await RunAsync(services, screen);
        Measure.PrintSeconds(name, Stopwatch.GetElapsedTime(start).TotalSeconds);
        CheckResult(result, screen, series);
    }

    private static async Task RepeatAsync(string name, ServiceProvider services, Func<int, ScreenDocument> screen, Dictionary<BarKey, BarSeries> series)
    {
        List<double> milliseconds = [];
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var result = await RunAsync(services, screen(round));
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (round == Rounds - 1)
                CheckResult(result, screen(round), series);
        }

        Measure.PrintLatencies(name, milliseconds);
    }

    private static async Task<ScreenResult> RunAsync(ServiceProvider services, ScreenDocument screen) =>
        (await services.GetRequiredService<RunScreenHandler>().HandleAsync(screen, at: null, CancellationToken.None)).TryGet(out var result, out var errors)
            ? result
            : throw new InvalidOperationException($"The screen was refused: {errors}");

    private static void CheckResult(ScreenResult result, ScreenDocument screen, Dictionary<BarKey, BarSeries> series)
    {
        var program = new RuleProgram([.. screen.Conditions.Select(Rule.Parse)], [Formula.Parse(screen.Ranking!.Expression)], Interval.OneDay);
        var run = program.Start(RuleProgram.DefaultBlock);
        List<(string Symbol, double Rank)> found = [];
        foreach (var (key, bars) in series.OrderBy(one => one.Key.Instrument.Symbol, StringComparer.Ordinal))
        {
            run.Reset();
            for (var start = 0; start < bars.Count; start += run.Count)
                run.Next(bars, start);
            if (Enumerable.Range(0, program.RuleCount).All(run.Holds))
                found.Add((key.Instrument.Symbol, run.Values(0)[run.Count - 1]));
        }

        Check.Same(Symbols, result.Screened);
        Check.Same(found.Count, result.Matched);
        foreach (var (expected, actual) in found.OrderByDescending(one => one.Rank).Zip(result.Matches))
        {
            Check.Same(expected.Symbol == actual.Symbol ? 1 : 0, 1);
            Check.Near(expected.Rank, actual.Rank, 0);
        }

        if (found.Count is < 10 or > Symbols / 2)
            throw new InvalidOperationException($"The screen finds {found.Count} symbols; it should be some.");
    }
}
