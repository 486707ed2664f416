namespace Trading.Embedded.Tables.Sqlite;

/// <summary>A stored entity as a filter sees it: decoded only when the filter asks beyond the keys.</summary>
internal sealed class StoredRow(string partitionKey, string rowKey, long version, byte[] stored)
{
    private Dictionary<string, object?>? properties;

    public object? ValueOf(string name) => name switch
    {
        "PartitionKey" => partitionKey,
        "RowKey" => rowKey,
        "Timestamp" => new DateTimeOffset(version, TimeSpan.Zero),
        _ => (properties ??= new Dictionary<string, object?>(EntityCodec.Decode(stored, wanted: null), StringComparer.Ordinal)).GetValueOrDefault(name),
    };
}
