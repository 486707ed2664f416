using System.Globalization;

namespace Trading.Application;

/// <summary>Times as requests write them: a date, which means its midnight in UTC, or an instant; without an offset it is UTC.</summary>
public static class TimeText
{
    /// <summary>What a reader of an error should have written.</summary>
    public const string Expected = "a date such as 2020-01-02 or an instant such as 2020-01-02T14:30:00Z";

    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Reads a time.</summary>
    /// <returns>False when the text is neither a date nor an instant.</returns>
    public static bool TryRead(string text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);

    /// <summary>Reads a field that may be absent, and notes it when it is no time.</summary>
    /// <returns>The time; <paramref name="absent"/> when there is none or it can't be read.</returns>
    public static DateTimeOffset Read(string field, string? text, DateTimeOffset absent, FieldErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (text is null)
            return absent;
        if (TryRead(text, out var time))
            return time;
        errors.Add(field, $"{field} is {FieldErrors.Show(text)}; expected {Expected}");
        return absent;
    }
}
