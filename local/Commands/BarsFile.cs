using Trading.Application.MarketData;
using Trading.Domain;
using Trading.Domain.MarketData;
using Trading.Local.Reports;

namespace Trading.Local.Commands;

/// <summary>
/// Reads the bars of a file that a command is given, with a line at the terminal that shows how far it is; a file with a bad row is refused.
/// </summary>
internal static class BarsFile
{
    /// <summary>The interval that a name such as <c>SPY.5m.csv</c> tells; null for none.</summary>
    public static Interval? IntervalOf(string name)
    {
        foreach (var part in name.Split('.'))
        {
            if (Interval.TryParse(part, out var interval))
                return interval;
        }

        return null;
    }

    /// <summary>Reads bars of a known interval.</summary>
    /// <returns>The bars, or why there are none, line by line.</returns>
    public static async Task<Result<BarSeries, string[]>> ReadAsync(
        FileInfo file, Interval interval, DateTimeOffset now, TextWriter error, CancellationToken cancellationToken)
    {
        if (!file.Exists)
            return (string[])[$"There is no file '{file.FullName}'."];
        if (file.Length > BarCsvLimits.MaxBytes)
            return (string[])[$"'{file.FullName}' has {file.Length} bytes; the limit is {BarCsvLimits.MaxBytes}."];
        await using var csv = file.OpenRead();
        using var progress = new ProgressBar(error, !Console.IsErrorRedirected, "Reading");
        await using var watched = new WatchedStream(csv, progress.Report);
        var content = await BarCsvReader.ReadAsync(watched, interval, now, cancellationToken);
        return content.IsGood
            ? content.Bars
            : (string[])[$"'{file.FullName}' can't be used: {content.Rejected} bad rows.",
                .. content.Errors.Select(line => $"  line {line.Key}: {string.Join("; ", line.Value)}")];
    }

    /// <summary>
    /// Reads bars whose interval the name tells. Where it tells none they are daily when their times are dates, else of the longest interval
    /// that fits between them.
    /// </summary>
    /// <returns>The bars and their interval, or why there are none, line by line.</returns>
    public static async Task<Result<(BarSeries Bars, Interval Interval), string[]>> ReadAsync(
        FileInfo file, DateTimeOffset now, TextWriter error, CancellationToken cancellationToken)
    {
        var told = IntervalOf(file.Name);
        var daily = await ReadAsync(file, told ?? Interval.OneDay, now, error, cancellationToken);
        if (daily.TryGet(out var bars, out var refusal))
            return (bars, told ?? Interval.OneDay);
        var minutes = told is null ? await ReadAsync(file, Interval.OneMinute, now, error, cancellationToken) : refusal;
        return minutes.TryGet(out bars, out _) ? (bars, Longest(bars)) : refusal;
    }

    private static Interval Longest(BarSeries bars)
    {
        var gap = TimeSpan.MaxValue;
        for (var i = 1; i < bars.Count; i++)
            gap = gap < bars[i].Time - bars[i - 1].Time ? gap : bars[i].Time - bars[i - 1].Time;
        return Interval.All.Last(interval => !interval.IsDaily && (interval == Interval.OneMinute || interval.Duration <= gap));
    }
}
