using System.Buffers;
using System.Globalization;
using System.Text;
using Trading.Domain.MarketData;

namespace Trading.Application.MarketData;

/// <summary>Reads and writes the fields of a CSV file of bars.</summary>
internal static class BarCsvText
{
    private const int LongestNumber = 40;
    private const NumberStyles Number = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
    private const int LongestTime = 40;
    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789+-.eE"u8);
    private static readonly string[] Instants =
        ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK"];

    /// <summary>A value as it may stand in a message: at most 40 characters, none of them a control character.</summary>
    public static string Show(string value) =>
        string.Concat((value.Length <= 40 ? value : value[..40] + "…").Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));

    /// <summary>Reads the start of a bar.</summary>
    /// <returns>What was expected, when the text is no start of a bar of the interval.</returns>
    public static string? ReadTime(ReadOnlySpan<byte> utf8, Interval interval, DateTimeOffset now, out DateTimeOffset time)
    {
        Span<char> text = stackalloc char[LongestTime];
        time = default;
        var isText = utf8.Length <= LongestTime && Ascii.ToUtf16(utf8, text, out _) == OperationStatus.Done;
        text = isText ? text[..utf8.Length] : [];
        var isDate = DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
        var isInstant = !isDate && HasOffset(text) && DateTimeOffset.TryParseExact(
            text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out time);
        if (interval.IsDaily)
        {
            if (!isDate && !(isInstant && time.TimeOfDay == TimeSpan.Zero && text[^1] == 'Z'))
                return "a session date such as 2021-03-31";
        }
        else if (!isInstant)
        {
            return "a time with Z or an offset, such as 2021-03-31T14:30:00Z";
        }
        else if (time.Ticks % TimeSpan.TicksPerMinute != 0)
        {
            return "a time at a whole minute";
        }

        if (time.Year < 1800)
            return "a time after the year 1800";
        var knownAt = interval.IsDaily ? time : time + interval.Duration;
        return knownAt > now ? "a bar that has closed: this one lies in the future" : null;
    }

    /// <summary>Reads a number written with digits, a point and perhaps an exponent.</summary>
    public static bool TryReadNumber(ReadOnlySpan<byte> utf8, out double value)
    {
        value = 0;
        return utf8.Length is > 0 and <= LongestNumber && utf8.IndexOfAnyExcept(NumberBytes) < 0 &&
            double.TryParse(utf8, Number, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    /// <summary>The time of a bar as files carry it: a date for daily bars, else an instant.</summary>
    public static string WriteTime(DateTimeOffset time, Interval interval) =>
        time.UtcDateTime.ToString(interval.IsDaily ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The shortest text that reads back to the same bits.</summary>
    public static string WriteNumber(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static bool HasOffset(ReadOnlySpan<char> text) =>
        (text.Length > 0 && text[^1] == 'Z') || (text.Length > 16 && text[^6] is '+' or '-' && text[^3] == ':');
}
