using System.Text;

namespace Trading.Embedded.Tables.Sqlite;

/// <summary>The key at which the next page starts, as text that callers may keep and send back but not read.</summary>
internal static class Continuation
{
    public static string Of(string partitionKey, string rowKey) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{partitionKey.Length}:{partitionKey}{rowKey}"));

    public static bool TryParse(string text, out (string PartitionKey, string RowKey) key)
    {
        key = default;
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var written))
            return false;
        var content = Encoding.UTF8.GetString(bytes, 0, written);
        var colon = content.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !int.TryParse(content.AsSpan(0, colon), out var length) || length < 0 || colon + 1 + length > content.Length)
            return false;
        key = (content.Substring(colon + 1, length), content[(colon + 1 + length)..]);
        return true;
    }
}
