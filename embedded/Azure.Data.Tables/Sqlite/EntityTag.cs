using System.Globalization;

namespace Trading.Embedded.Tables.Sqlite;

/// <summary>ETags of entities: the timestamp of the write, in the service's notation.</summary>
internal static class EntityTag
{
    private const string Prefix = "W/\"datetime'";
    private const string Suffix = "'\"";
    private const string Format = "yyyy-MM-dd'T'HH'%3A'mm'%3A'ss.fffffff'Z'";

    public static string Of(long version) => string.Concat(Prefix, new DateTime(version, DateTimeKind.Utc).ToString(Format, CultureInfo.InvariantCulture), Suffix);

    /// <summary>The version an ETag names. False when it isn't one of ours.</summary>
    public static bool TryParse(string etag, out long version)
    {
        version = 0;
        if (!etag.StartsWith(Prefix, StringComparison.Ordinal) || !etag.EndsWith(Suffix, StringComparison.Ordinal) || etag.Length < Prefix.Length + Suffix.Length)
            return false;
        var text = Uri.UnescapeDataString(etag[Prefix.Length..^Suffix.Length]);
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant))
            return false;
        version = instant.UtcTicks;
        return true;
    }
}
