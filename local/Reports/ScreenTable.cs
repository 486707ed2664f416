using System.Globalization;
using Trading.Application.Screening;
using Trading.Domain.Screening;

namespace Trading.Local.Reports;

/// <summary>What a screen found, for a person at a terminal.</summary>
internal static class ScreenTable
{
    /// <summary>How many symbols each condition leaves, what is odd, and a line a symbol.</summary>
    public static async Task WriteAsync(TextWriter output, ScreenResult result, ScreenDocument document)
    {
        await output.WriteLineAsync(
            $"{result.Matched} of {result.Screened} symbols{(result.Unknown > 0 ? $", {result.Unknown} not known" : "")}{(result.Stale > 0 ? $", {result.Stale} too old" : "")}" +
            $"{(result.Time is { } time ? $", newest bar {Time(time, document)}" : "")}");
        foreach (var condition in result.Conditions)
            await output.WriteLineAsync($"{condition.Holds,7} hold{(condition.Unknown > 0 ? $" ({condition.Unknown} not known)" : "")}: {condition.Text}");
        foreach (var line in result.Findings.Concat(result.Unreadable))
            await output.WriteLineAsync($"Note: {line}");
        if (result.Matches.Count == 0)
            return;
        await output.WriteLineAsync();
        List<string[]> lines = [["symbol", "bar", "close", .. document.Ranking is { } ranking ? (string[])[ranking.Expression] : [], .. result.Columns]];
        lines.AddRange(result.Matches.Select(match => (string[])[
            match.Symbol, Time(match.Time, document), Number(match.Close), .. document.Ranking is null ? (string[])[] : [Number(match.Rank)], .. match.Values.Select(Number)]));
        int[] widths = [.. lines[0].Select((_, column) => lines.Max(line => line[column].Length))];
        foreach (var line in lines)
            await output.WriteLineAsync(string.Join("  ", line.Select((cell, column) => column < 2 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
    }

    private static string Time(DateTimeOffset time, ScreenDocument document) =>
        time.ToString(document.Interval.IsDaily ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("#,##0.####", CultureInfo.InvariantCulture) : "–";
}
