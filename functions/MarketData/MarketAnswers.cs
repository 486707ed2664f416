using Trading.Application.MarketData;
using Trading.Domain.MarketData;

namespace Trading.Functions.MarketData;

internal sealed record BarAnswer(DateTime Time, double Open, double High, double Low, double Close, double Volume);

internal sealed record BarsAnswer(IEnumerable<BarAnswer> Bars, string? Continuation, bool Synthetic)
{
    public static BarsAnswer Of(BarsPage page) => new(
        Enumerable.Range(0, page.Bars.Count).Select(i => Of(page.Bars[i])), page.Continuation is { } next ? Instant(next) : null, page.IsSynthetic);

    private static BarAnswer Of(in Bar bar) => new(bar.Time.UtcDateTime, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume);

    private static string Instant(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}

internal sealed record SeriesAnswer(string Market, string Symbol, string Interval, int Count, DateTime First, DateTime Last, string Currency, bool Synthetic)
{
    public static SeriesAnswer Of(BarCoverage coverage) => new(
        coverage.Key.Instrument.Market.Code, coverage.Key.Instrument.Symbol, coverage.Key.Interval.Code, coverage.Count,
        coverage.First.UtcDateTime, coverage.Last.UtcDateTime, coverage.Key.Instrument.Market.Currency, coverage.IsSynthetic);
}

internal sealed record ImportAnswer(
    int Imported, int Rejected, int Added, int Updated, int Unchanged, DateTime First, DateTime Last,
    IReadOnlyDictionary<int, string[]> Errors, IReadOnlyList<string> Warnings, IReadOnlyList<string> IgnoredColumns)
{
    public static ImportAnswer Of(BarsImported imported) => new(
        imported.Imported, imported.Rejected, imported.Added, imported.Updated, imported.Unchanged,
        imported.First.UtcDateTime, imported.Last.UtcDateTime, imported.Errors, imported.Warnings, imported.IgnoredColumns);
}

internal sealed record SnapshotAnswer(string Symbol, DateTime Time, double Close, IReadOnlyDictionary<string, double> Indicators)
{
    public static SnapshotAnswer Of(IndicatorSnapshot snapshot) =>
        new(snapshot.Key.Instrument.Symbol, snapshot.Time.UtcDateTime, snapshot.Close, snapshot.Values);
}

internal sealed record SnapshotHistoryAnswer(IEnumerable<SnapshotAnswer> Days, DateTimeOffset? Continuation, bool Synthetic)
{
    public static SnapshotHistoryAnswer Of(IndicatorHistoryPage page) => new(page.Days.Select(SnapshotAnswer.Of), page.Continuation, page.IsSynthetic);
}
