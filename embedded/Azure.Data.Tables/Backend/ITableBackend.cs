namespace Trading.Embedded.Tables;

/// <summary>
/// A table service as the clients see it: typed operations, each answered by what the service would answer. Names, keys, limits
/// and conditions are checked behind this interface, never in front of it.
/// </summary>
/// <remarks>
/// The seam is here and not at the HTTP transport, so that a read on SQLite is a method call and a row: through requests and JSON
/// it would cost many times that.
/// </remarks>
internal interface ITableBackend
{
    /// <summary>Makes the table. The service answers with it (201) or, when not asked for <paramref name="content"/>, with nothing (204).</summary>
    Task<TableReply> CreateTableAsync(string table, bool content, CancellationToken cancellationToken);

    Task<TableReply> DeleteTableAsync(string table, CancellationToken cancellationToken);

    /// <summary>Tables in name order.</summary>
    Task<TableReply<TablePage<string>>> QueryTablesAsync(TableQuery query, CancellationToken cancellationToken);

    Task<TableReply<EntityRecord>> GetEntityAsync(string table, string partitionKey, string rowKey, IReadOnlyList<string>? select, CancellationToken cancellationToken);

    /// <summary>Entities in key order, a page of at most <see cref="TableQuery.MaxPerPage"/>; a page may be short, even empty, and yet not be the last.</summary>
    Task<TableReply<TablePage<EntityRecord>>> QueryEntitiesAsync(string table, TableQuery query, CancellationToken cancellationToken);

    Task<TableReply> WriteAsync(string table, EntityWrite write, CancellationToken cancellationToken);

    /// <summary>All writes or none; a refusal of one of them is marked as <see cref="TableReply.IsOfAction"/>.</summary>
    Task<TableReply<IReadOnlyList<TableReply>>> WriteTogetherAsync(string table, IReadOnlyList<EntityWrite> writes, CancellationToken cancellationToken);
}
