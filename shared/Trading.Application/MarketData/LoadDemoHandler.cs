using Trading.Domain;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Quant.SyntheticData;

namespace Trading.Application.MarketData;

/// <summary>Stores a generated series to try things on, ten years of daily bars, marked as synthetic wherever it is shown.</summary>
public sealed class LoadDemoHandler(IBarStore store, IndicatorSnapshotter snapshots)
{
    private const int Days = 2_520;
    private static readonly DateOnly FirstDay = new(2016, 1, 4);

    /// <summary>The series.</summary>
    public static BarKey Key { get; } = new(InstrumentId.Create(Market.US, "DEMO"), Interval.OneDay);

    /// <summary>The bars of the series, and of others like it.</summary>
    /// <param name="walk">0 for the series itself, others up to 499 for others.</param>
    public static BarSeries Bars(int walk = 0) => SyntheticBars.Daily(walk, Days, FirstDay);

    /// <summary>Loads the series; again, it changes nothing.</summary>
    public async Task<Result<BarsSaved, ImportRefusal>> HandleAsync(CancellationToken cancellationToken)
    {
        if (await store.FindAsync(Key, cancellationToken) is { IsSynthetic: false })
        {
            return new ImportRefusal(
                "synthetic-mixed", $"{Key} holds prices of a market; generated bars are not mixed with them.", 0, new Dictionary<int, string[]>());
        }

        var saved = await store.SaveAsync(Key, Bars(), isSynthetic: true, cancellationToken);
        await snapshots.UpdateAsync(Key, cancellationToken);
        return saved;
    }
}
