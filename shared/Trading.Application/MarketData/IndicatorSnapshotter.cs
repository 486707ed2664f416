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

    /// <summary>Most computations of one update, when others keep importing the series meanwhile.</summary>
    private const int MaxAttempts = 10;

    /// <summary>Brings the indicators of a series up to date, also with bars that others import meanwhile.</summary>
    /// <param name="key">The series.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ConcurrentChangeException">The bars kept changing; importing again brings the indicators up to date.</exception>
    public async Task UpdateAsync(BarKey key, CancellationToken cancellationToken)
    {
        var (version, bars) = await LoadAsync(key, cancellationToken);
        for (var attempt = 1; bars.Count > 0; attempt++)
        {
            var columns = Compute(bars);
            if (key.Interval.IsDaily)
                await history.SaveAsync(key, columns, cancellationToken);
            await snapshots.SaveAsync(columns.At(key, columns.Count - 1) with { Bar = bars[bars.Count - 1], Version = version }, cancellationToken);

            // Bars are stored before their indicators: whoever writes last sees here what the others stored, and puts it right.
            var (newest, now) = await LoadAsync(key, cancellationToken);
            if (newest == version && IsSame(bars, now))
                return;
            if (attempt == MaxAttempts)
                throw new ConcurrentChangeException($"Bars {key} kept changing while their indicators were computed.");
            (version, bars) = (newest, now);
        }
    }

    private async Task<(string Version, BarSeries Bars)> LoadAsync(BarKey key, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(key, cancellationToken) is not { } coverage)
            return ("", BarSeries.Empty);
        if (key.Interval.IsDaily)
            return (coverage.Version, await store.LoadAsync(key, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, cancellationToken));
        var lookback = key.Interval.Duration * LookbackBars * ClockPerBar;
        var bars = await store.LoadAsync(key, coverage.Last - lookback, DateTimeOffset.MaxValue, cancellationToken);
        var recent = Math.Min(bars.Count, LookbackBars);
        return (coverage.Version, bars.Slice(bars.Count - recent, recent));
    }

    private static bool IsSame(BarSeries one, BarSeries other) =>
        one.Times.SequenceEqual(other.Times) && Enum.GetValues<BarField>().All(field => one.Column(field).SequenceEqual(other.Column(field)));

    private static IndicatorColumns Compute(BarSeries bars)
    {
        var values = IndicatorSet.Program.Start(RuleProgram.DefaultBlock).ValuesOver(bars);
        return new IndicatorColumns(bars.Times.ToArray(), bars.Memory(BarField.Close), [.. values.Select(column => (ReadOnlyMemory<double>)column)]);
    }
}
