using Trading.Domain.MarketData;
using Trading.Quant.Indicators;

namespace Trading.Application.MarketData;

/// <summary>Computes the indicators of a series' newest bar.</summary>
public sealed class IndicatorSnapshotter(IBarStore store, IIndicatorSnapshots snapshots)
{
    /// <summary>Bars looked back at. An average that never quite forgets has forgotten the rest to the last digit by then.</summary>
    private const int LookbackBars = 2_000;

    /// <summary>Time looked back at for each bar: markets that close at night and at weekends have fewer bars than time.</summary>
    private const int ClockPerBar = 5;

    /// <summary>The indicators that are computed.</summary>
    public static IReadOnlyList<(string Name, int Length)> Indicators { get; } =
        [("sma", 20), ("sma", 50), ("sma", 200), ("ema", 20), ("ema", 50), ("rsi", 14)];

    /// <summary>Brings the snapshot of a series up to date.</summary>
    /// <param name="coverage">What is stored of it.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task UpdateAsync(BarCoverage coverage, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(coverage);
        var lookback = coverage.Key.Interval.Duration * LookbackBars * ClockPerBar;
        var from = coverage.Last - DateTimeOffset.MinValue > lookback ? coverage.Last - lookback : DateTimeOffset.MinValue;
        var bars = await store.LoadAsync(coverage.Key, from, coverage.Last.AddTicks(1), cancellationToken);
        if (bars.Count > 0)
            await snapshots.SaveAsync(Compute(coverage.Key, bars), cancellationToken);
    }

    private static IndicatorSnapshot Compute(BarKey key, BarSeries bars)
    {
        var recent = bars.Slice(Math.Max(0, bars.Count - LookbackBars), Math.Min(bars.Count, LookbackBars));
        var newest = recent[recent.Count - 1];
        return new IndicatorSnapshot(key, newest.Time, newest.Close, Indicators.ToDictionary(
            indicator => $"{indicator.Name}({indicator.Length})",
            indicator => IndicatorCatalog.Default.Find(indicator.Name)!.Over(recent, indicator.Length)[0][^1]));
    }
}
