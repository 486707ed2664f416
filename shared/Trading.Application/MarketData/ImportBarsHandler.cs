using Trading.Application.Telemetry;
using Trading.Domain;

namespace Trading.Application.MarketData;

/// <summary>Stores the bars of a CSV file, all of them or none, and brings its indicators up to date.</summary>
public sealed class ImportBarsHandler(IBarStore store, IndicatorSnapshotter snapshots, TimeProvider clock)
{
    /// <summary>Imports a file. Importing it again changes nothing.</summary>
    /// <param name="key">Whose bars they are.</param>
    /// <param name="csv">The file, see <see cref="BarCsvReader"/>.</param>
    /// <param name="quarantine">True to store the good rows of a file that has bad ones too, and to list those.</param>
    /// <param name="cancellationToken">Stops the import.</param>
    public async Task<Result<BarsImported, ImportRefusal>> HandleAsync(
        BarKey key, Stream csv, bool quarantine, CancellationToken cancellationToken)
    {
        using var span = MarketDataTelemetry.Source.StartActivity("ImportBars");
        span?.SetTag("trading.series", key.ToString());
        var content = await BarCsvReader.ReadAsync(csv, key.Interval, clock.GetUtcNow(), cancellationToken);
        if (Refuse(content, quarantine) is { } refusal)
        {
            MarketDataTelemetry.RowsRejected.Add(content.Rejected);
            return refusal;
        }

        if (await store.FindAsync(key, cancellationToken) is { IsSynthetic: true })
        {
            return new ImportRefusal(
                "synthetic-mixed", $"{key} holds generated bars; prices of a market are not mixed with them.", 0, new Dictionary<int, string[]>());
        }

        var saved = await store.SaveAsync(key, content.Bars, isSynthetic: false, cancellationToken);
        await snapshots.UpdateAsync(key, cancellationToken);
        MarketDataTelemetry.BarsImported.Add(saved.Added);
        MarketDataTelemetry.RowsRejected.Add(content.Rejected);
        return new BarsImported(
            content.Bars.Count, content.Rejected, saved.Added, saved.Updated, saved.Unchanged, content.Bars[0].Time,
            content.Bars[content.Bars.Count - 1].Time, content.Errors, content.Warnings, content.IgnoredColumns);
    }

    private static ImportRefusal? Refuse(BarCsvContent content, bool quarantine)
    {
        if (!content.IsReadable)
        {
            return new ImportRefusal(
                "unreadable-file", $"The file cannot be used: {content.Errors.Values.Last()[0]}. Nothing was stored.", content.Rejected, content.Errors);
        }

        if (content.Rejected == 0 || (quarantine && content.Bars.Count > 0))
            return null;
        var listed = content.Errors.Count < content.Rejected ? $", of which {content.Errors.Count} are listed" : "";
        return new ImportRefusal(
            "bad-rows", $"{content.Rejected} of {content.Rejected + content.Bars.Count} rows are not good{listed}. Nothing was stored.",
            content.Rejected, content.Errors);
    }
}
