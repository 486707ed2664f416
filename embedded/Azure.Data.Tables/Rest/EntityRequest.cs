namespace Trading.Embedded.Tables.Rest;

/// <summary>The HTTP request of a write, alone or as an action of a transaction: method, path and headers. Its body is <see cref="EntityJson"/>.</summary>
internal static class EntityRequest
{
    public static string Method(EntityWrite write) => write.Kind switch
    {
        WriteKind.Insert => "POST",
        WriteKind.Merge or WriteKind.InsertOrMerge => "MERGE",
        WriteKind.Replace or WriteKind.InsertOrReplace => "PUT",
        _ => "DELETE",
    };

    public static string Path(string table, EntityWrite write) =>
        write.Kind == WriteKind.Insert ? $"/{Quoted(table)}" : Path(table, write.PartitionKey ?? "", write.RowKey ?? "");

    public static string Path(string table, string partitionKey, string rowKey) =>
        $"/{Quoted(table)}(PartitionKey='{Quoted(partitionKey)}',RowKey='{Quoted(rowKey)}')";

    public static IEnumerable<KeyValuePair<string, string>> Headers(EntityWrite write)
    {
        if (write.Kind == WriteKind.Insert)
            yield return new("Prefer", "return-no-content");
        if (write.IfMatch is not null)
            yield return new("If-Match", write.IfMatch);
        if (write.Kind != WriteKind.Delete)
            yield return new("Content-Type", "application/json;odata=nometadata");
    }

    /// <summary>A text between quotes in an address.</summary>
    public static string Quoted(string text) => Uri.EscapeDataString(text.Replace("'", "''", StringComparison.Ordinal));
}
