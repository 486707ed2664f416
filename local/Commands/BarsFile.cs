using Trading.Application.MarketData;
using Trading.Domain.MarketData;
using Trading.Local.Reports;

namespace Trading.Local.Commands;

/// <summary>Reads a CSV file of bars, with a line at the terminal that shows how far it is.</summary>
internal static class BarsFile
{
    public static async Task<BarCsvContent> ReadAsync(
        FileInfo file, Interval interval, DateTimeOffset now, TextWriter error, CancellationToken cancellationToken)
    {
        await using var csv = file.OpenRead();
        using var progress = new ProgressBar(error, !Console.IsErrorRedirected, "Reading");
        await using var watched = new WatchedStream(csv, progress.Report);
        return await BarCsvReader.ReadAsync(watched, interval, now, cancellationToken);
    }
}
