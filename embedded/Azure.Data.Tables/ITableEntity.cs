#nullable disable annotations // The package this stands in for carries no nullable annotations.

namespace Azure.Data.Tables;

/// <summary>What every entity has: its two keys, when it was last written, and the version of that write.</summary>
public interface ITableEntity
{
    /// <summary>First part of the key; up to 512 UTF-16 characters. Entities of one partition are sorted together and can be written together.</summary>
    string PartitionKey { get; set; }

    /// <summary>Second part of the key, unique within the partition; up to 512 UTF-16 characters.</summary>
    string RowKey { get; set; }

    /// <summary>When the service last wrote the entity, UTC. Set by the service, ignored when sent; null before the first read or when not selected.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>Version of the last write, to be handed back for a conditional update or delete.</summary>
    ETag ETag { get; set; }
}
