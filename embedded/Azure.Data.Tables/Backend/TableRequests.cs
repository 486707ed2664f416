namespace Trading.Embedded.Tables;

/// <summary>What a write does to the stored entity.</summary>
internal enum WriteKind
{
    Insert,
    InsertOrMerge,
    InsertOrReplace,
    Merge,
    Replace,
    Delete,
}

/// <summary>One write. <see cref="IfMatch"/> is the ETag text or <c>*</c>, set for Merge, Replace and Delete.</summary>
/// <remarks>Property values are null, string, byte[], bool, DateTimeOffset, double, Guid, int or long.</remarks>
internal sealed record EntityWrite(
    WriteKind Kind, string? PartitionKey, string? RowKey, IReadOnlyList<KeyValuePair<string, object?>> Properties, string? IfMatch = null);

/// <summary>An entity as stored, reduced to what was selected: then a key or the timestamp may be null, and a selected property without a value is.</summary>
internal sealed record EntityRecord(
    string? PartitionKey, string? RowKey, DateTimeOffset? Timestamp, string ETag, IReadOnlyList<KeyValuePair<string, object?>> Properties);

/// <summary>A query for one page. <see cref="Continuation"/> is what the page before returned.</summary>
internal sealed record TableQuery(string? Filter, IReadOnlyList<string>? Select, int? MaxPerPage, string? Continuation);

/// <summary>A page, and where the next one starts; null after the last.</summary>
internal sealed record TablePage<T>(IReadOnlyList<T> Items, string? Continuation);
