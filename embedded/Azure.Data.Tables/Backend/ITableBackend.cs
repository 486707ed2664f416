namespace Trading.Embedded.Tables;

/// <summary>
/// A table service as the clients see it: typed operations, each answered by what the service would answer. Names, keys, limits
/// and conditions are checked behind this interface, never in front of it.
/// </summary>
internal interface ITableBackend
{
    Task<TableReply> CreateTableAsync(string table, CancellationToken cancellationToken);

    Task<TableReply> DeleteTableAsync(string table, CancellationToken cancellationToken);

    /// <summary>Tables in name order.</summary>
    Task<TableReply<TablePage<string>>> QueryTablesAsync(TableQuery query, CancellationToken cancellationToken);

    Task<TableReply<EntityRecord>> GetEntityAsync(string table, string partitionKey, string rowKey, IReadOnlyList<string>? select, CancellationToken cancellationToken);

    /// <summary>Entities in key order, a page of at most <see cref="TableQuery.MaxPerPage"/>; a page may be short, even empty, and yet not be the last.</summary>
    Task<TableReply<TablePage<EntityRecord>>> QueryEntitiesAsync(string table, TableQuery query, CancellationToken cancellationToken);

    Task<TableReply> WriteAsync(string table, EntityWrite write, CancellationToken cancellationToken);

    /// <summary>All writes or none; a refusal names the failing one in <see cref="TableReply.FailedIndex"/>.</summary>
    Task<TableReply<IReadOnlyList<TableReply>>> WriteTogetherAsync(string table, IReadOnlyList<EntityWrite> writes, CancellationToken cancellationToken);
}
