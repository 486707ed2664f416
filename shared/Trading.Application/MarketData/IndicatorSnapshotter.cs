using Trading.Application.Rules;
using Trading.Domain.MarketData;
using Trading.Quant.Rules;

namespace Trading.Application.MarketData;

/// <summary>Computes the indicators of a series: of every day of a daily series, of the newest bar of any.</summary>
/// <remarks>
/// A daily series is computed from its first bar, which takes milliseconds for decades: averages that never quite forget and running totals come
/// out the same however the bars arrived, what an import restated is put right, and what a crash left undone is made good by the next
/// import. Only what changed is written. Of bars within a session the newest of many is computed from the last two thousand, so obv counts from there.
/// </remarks>
public sealed class IndicatorSnapshotter(IBarStore store, IIndicatorHistory history, IIndicatorSnapshots snapshots)
{
    /// <summary>Bars within sessions looked back at. An average that never quite forgets has forgotten the rest to the last digit by then.</summary>
    private const int LookbackBars = 2_000;

    /// <summary>Time looked back at for each bar: markets that close at night and at weekends have fewer bars than time.</summary>
    private const int ClockPerBar = 5;

    /// <summary>Brings the indicators of a series up to date.</summary>
    /// <param name="coverage">What is stored of it.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task UpdateAsync(BarCoverage coverage, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(coverage);
        var bars = await LoadAsync(coverage, cancellationToken);
        if (bars.Count == 0)
            return;
        var columns = Compute(bars);
        if (coverage.Key.Interval.IsDaily)
            await history.SaveAsync(coverage.Key, columns, cancellationToken);
        await snapshots.SaveAsync(columns.At(coverage.Key, columns.Count - 1), cancellationToken);
    }

    private async Task<BarSeries> LoadAsync(BarCoverage coverage, CancellationToken cancellationToken)
    {
        var end = coverage.Last.AddTicks(1);
        if (coverage.Key.Interval.IsDaily)
            return await store.LoadAsync(coverage.Key, DateTimeOffset.MinValue, end, cancellationToken);
        var lookback = coverage.Key.Interval.Duration * LookbackBars * ClockPerBar;
        var bars = await store.LoadAsync(coverage.Key, coverage.Last - lookback, end, cancellationToken);
        var recent = Math.Min(bars.Count, LookbackBars);
        return bars.Slice(bars.Count - recent, recent);
    }

    private static IndicatorColumns Compute(BarSeries bars)
    {
        var values = IndicatorSet.Program.Start(RuleProgram.DefaultBlock).ValuesOver(bars);
        return new IndicatorColumns(bars.Times.ToArray(), bars.Memory(BarField.Close), [.. values.Select(column => (ReadOnlyMemory<double>)column)]);
    }
}
