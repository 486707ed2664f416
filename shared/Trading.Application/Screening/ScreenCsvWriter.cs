using Trading.Application.MarketData;
using Trading.Domain.MarketData;

namespace Trading.Application.Screening;

/// <summary>Writes what a screen found as CSV: a line a symbol, in order; empty where there is no value.</summary>
public static class ScreenCsvWriter
{
    /// <summary>Writes the header <c>symbol,timestamp,close</c>, <c>rank</c> where there is a ranking, and the columns' texts; then the symbols.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="interval">Interval of the bars: times of daily bars are dates.</param>
    /// <param name="isRanked">True when there is a ranking.</param>
    public static string Write(ScreenResult result, Interval interval, bool isRanked)
    {
        ArgumentNullException.ThrowIfNull(result);
        using var csv = new StringWriter { NewLine = "\n" };
        string[] rank = isRanked ? ["rank"] : [];
        csv.WriteLine(string.Join(',', [.. (string[])["symbol", "timestamp", "close"], .. rank, .. result.Columns.Select(Quote)]));
        foreach (var match in result.Matches)
        {
            string[] value = isRanked ? [Number(match.Rank)] : [];
            csv.WriteLine(string.Join(',', [match.Symbol, BarCsvText.WriteTime(match.Time, interval), Number(match.Close), .. value, .. match.Values.Select(Number)]));
        }

        return csv.ToString();
    }

    private static string Number(double value) => double.IsFinite(value) ? BarCsvText.WriteNumber(value) : "";

    // RFC 4180: a field with a comma stands in quotes. A formula holds neither quotes nor line breaks.
    private static string Quote(string text) => text.Contains(',', StringComparison.Ordinal) ? $"\"{text}\"" : text;
}
