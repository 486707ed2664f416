using System.Globalization;

namespace Trading.Embedded.Tables.Sqlite;

/// <summary>The table service of an embedded platform, on its SQLite file. One row an entity, found by one index.</summary>
/// <remarks>
/// Each write takes a new version from one counter that follows the clock and never stands still, so two writes never share an
/// ETag, whatever the clock does.
/// </remarks>
internal sealed class SqliteTables : ITableBackend
{
    private const int MostScannedPerPage = 20_000;
    private const int MostBytesPerPage = 4 * 1024 * 1024;

    private readonly SqliteStore store;
    private readonly TimeProvider clock;

    internal SqliteTables(SqliteStore store, TimeProvider clock)
    {
        this.store = store;
        this.clock = clock;
        store.Migrate("""
            CREATE TABLE IF NOT EXISTS tables_table (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE);
            CREATE TABLE IF NOT EXISTS tables_entity (
              id INTEGER PRIMARY KEY, t INTEGER NOT NULL, pk TEXT NOT NULL, rk TEXT NOT NULL,
              version INTEGER NOT NULL,
              props BLOB NOT NULL);
            CREATE UNIQUE INDEX IF NOT EXISTS tables_entity_key ON tables_entity (t, pk, rk);
            CREATE TABLE IF NOT EXISTS tables_version (one INTEGER PRIMARY KEY CHECK (one = 1), last INTEGER NOT NULL);
            INSERT OR IGNORE INTO tables_version VALUES (1, 0);
            """);
    }

    public static SqliteTables Of(EmbeddedPlatform platform) => new(platform.Store, platform.Clock);

    public async Task<TableReply> CreateTableAsync(string table, bool content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (EntityRules.CheckTableName(table) is { } refusal)
            return refusal;
        return await store.WriteAsync(session => session.Execute("INSERT INTO tables_table (name) VALUES (?1) ON CONFLICT DO NOTHING", table) == 1
            ? new TableReply(content ? 201 : 204)
            : new TableReply(409, "TableAlreadyExists", "The table specified already exists."));
    }

    public async Task<TableReply> DeleteTableAsync(string table, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await store.WriteAsync(session =>
        {
            if (TableId(session, table) is not { } id)
                return EntityRules.NotFound;
            session.Execute("DELETE FROM tables_entity WHERE t = ?1", id);
            session.Execute("DELETE FROM tables_table WHERE id = ?1", id);
            return new TableReply(204);
        });
    }

    public Task<TableReply<TablePage<string>>> QueryTablesAsync(TableQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Parse(query, out var filter, out var most) is { } refusal)
            return Task.FromResult(TableReply<TablePage<string>>.From(refusal));
        var names = store.Read(session => session.Query(
            "SELECT name FROM tables_table WHERE name >= ?1 ORDER BY name", row => row.GetString(0), query.Continuation ?? ""));
        var matching = names.Where(name => filter?.Matches(property => property == "TableName" ? name : null) != false).Take(most + 1).ToList();
        var page = matching.Count > most
            ? new TablePage<string>(matching[..most], matching[most])
            : new TablePage<string>(matching, null);
        return Task.FromResult(new TableReply<TablePage<string>>(200) { Value = page });
    }

    public Task<TableReply<EntityRecord>> GetEntityAsync(
        string table, string partitionKey, string rowKey, IReadOnlyList<string>? select, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (tableExists, found) = store.Read(session =>
        {
            var exists = false;
            (long Version, byte[] Properties)? stored = null;
            session.Visit(
                "SELECT e.version, e.props FROM tables_table AS a LEFT JOIN tables_entity AS e ON e.t = a.id AND e.pk = ?2 AND e.rk = ?3 WHERE a.name = ?1",
                row =>
                {
                    exists = true;
                    stored = row.IsDBNull(0) ? null : (row.GetInt64(0), row.GetBytes(1));
                    return false;
                },
                table, partitionKey, rowKey);
            return (exists, stored);
        });
        if (found is not { } entity)
            return Task.FromResult(TableReply<EntityRecord>.From(tableExists ? EntityRules.NotFound : EntityRules.NoTable));
        var selection = new EntitySelection(select);
        var record = selection.Apply(partitionKey, rowKey, entity.Version, EntityCodec.Decode(entity.Properties, selection.Wants));
        return Task.FromResult(new TableReply<EntityRecord>(200) { Value = record, ETag = record.ETag });
    }

    public Task<TableReply<TablePage<EntityRecord>>> QueryEntitiesAsync(string table, TableQuery query, CancellationToken cancellationToken)
    {
        if (Parse(query, out var filter, out var most) is { } refusal)
            return Task.FromResult(TableReply<TablePage<EntityRecord>>.From(refusal));
        var from = ("", "");
        if (query.Continuation is { } text && !Continuation.TryParse(text, out from))
            return Task.FromResult(TableReply<TablePage<EntityRecord>>.From(EntityRules.Invalid($"The continuation token '{text}' is not one.")));
        var page = store.Read(session => TableId(session, table) is { } id
            ? ReadPage(session, id, from, filter, new EntitySelection(query.Select), most, cancellationToken)
            : null);
        return Task.FromResult(page is null
            ? TableReply<TablePage<EntityRecord>>.From(EntityRules.NoTable)
            : new TableReply<TablePage<EntityRecord>>(200) { Value = page });
    }

    public async Task<TableReply> WriteAsync(string table, EntityWrite write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (EntityRules.Check(write) is { } refusal)
            return refusal;
        return await store.WriteAsync(session => TableId(session, table) is { } id
            ? Apply(session, id, write, NextVersion(session))
            : EntityRules.NoTable);
    }

    public async Task<TableReply<IReadOnlyList<TableReply>>> WriteTogetherAsync(
        string table, IReadOnlyList<EntityWrite> writes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (CheckTogether(table, writes) is { } refusal)
            return TableReply<IReadOnlyList<TableReply>>.From(refusal);
        try
        {
            var replies = await store.WriteAsync(session =>
            {
                if (TableId(session, table) is not { } id)
                    throw new RefusedException(EntityRules.NoTable.At(0));
                var version = NextVersion(session);
                var done = new List<TableReply>(writes.Count);
                for (var i = 0; i < writes.Count; i++)
                {
                    var reply = Apply(session, id, writes[i], version);
                    if (reply.IsError)
                        throw new RefusedException(reply.At(i));
                    done.Add(reply);
                }

                return done;
            });
            return new TableReply<IReadOnlyList<TableReply>>(202) { Value = replies };
        }
        catch (RefusedException refused)
        {
            // Thrown inside the write so that the store undoes what the transaction had done so far.
            return TableReply<IReadOnlyList<TableReply>>.From(refused.Reply);
        }
    }

    private static TableReply? CheckTogether(string table, IReadOnlyList<EntityWrite> writes)
    {
        if (writes.Count > EntityRules.MostActions)
            return EntityRules.Invalid("The batch request operation exceeds the maximum 100 changes per change set.").At(EntityRules.MostActions - 1);
        if (EntityRules.CheckSent(table, writes) is { } tooLarge)
            return tooLarge;
        var rows = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < writes.Count; i++)
        {
            var refusal = EntityRules.Check(writes[i]);
            if (refusal is null && writes[i].PartitionKey != writes[0].PartitionKey)
                refusal = new(400, "CommandsInBatchActOnDifferentPartitions", "All commands in a batch must operate on same entity group.");
            if (refusal is null && !rows.Add(writes[i].RowKey!))
                refusal = new(400, "InvalidDuplicateRow", $"A command with RowKey '{writes[i].RowKey}' is already present in the batch. An entity can appear only once in a batch.");
            if (refusal is not null)
                return refusal.At(i);
        }

        return null;
    }

    private static TableReply? Parse(TableQuery query, out TableFilter? filter, out int most)
    {
        filter = null;
        most = query.MaxPerPage ?? EntityRules.MostPerPage;
        if (most is < 1 or > EntityRules.MostPerPage)
            return EntityRules.Invalid($"A page has 1 to {EntityRules.MostPerPage} items, not {most}.");
        try
        {
            filter = TableFilterParser.Parse(query.Filter);
            return null;
        }
        catch (FormatException error)
        {
            return EntityRules.Invalid($"One of the request inputs is not valid. {error.Message}");
        }
    }

    private static TablePage<EntityRecord> ReadPage(
        SqliteSession session, long table, (string Partition, string Row) from, TableFilter? filter, EntitySelection selection, int most, CancellationToken cancellationToken)
    {
        var bounds = KeyBounds.Of(filter);
        if (bounds.IsOnePartition && KeyOrder.Compare(bounds.FirstRow, from.Row) > 0)
            from = (bounds.FirstPartition, bounds.FirstRow);
        if (KeyOrder.Compare(bounds.FirstPartition, from.Partition) > 0)
            from = (bounds.FirstPartition, bounds.IsOnePartition ? bounds.FirstRow : "");
        var items = new List<EntityRecord>(Math.Min(most, 64));
        string? next = null;
        var (scanned, bytes) = (0, 0L);
        session.Visit(
            "SELECT pk, rk, version, props FROM tables_entity WHERE t = ?1 AND (pk, rk) >= (?2, ?3) ORDER BY pk, rk",
            row =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (partition, key) = (row.GetString(0), row.GetString(1));
                if (bounds.LastPartition is { } last && KeyOrder.Compare(partition, last) > 0)
                    return false;
                if (bounds.IsOnePartition && bounds.LastRow is { } lastRow && KeyOrder.Compare(key, lastRow) > 0)
                    return false;
                if (items.Count == most || scanned == MostScannedPerPage || bytes > MostBytesPerPage)
                {
                    next = Continuation.Of(partition, key);
                    return false;
                }

                scanned++;
                var version = row.GetInt64(2);
                var stored = row.GetBytes(3);
                if (filter is not null && !filter.Matches(new StoredRow(partition, key, version, stored).ValueOf))
                    return true;
                bytes += stored.Length;
                items.Add(selection.Apply(partition, key, version, EntityCodec.Decode(stored, selection.Wants)));
                return true;
            },
            table, from.Partition, from.Row);
        return new TablePage<EntityRecord>(items, next);
    }

    private static TableReply Apply(SqliteSession session, long table, EntityWrite write, long version)
    {
        object?[] key = [table, write.PartitionKey, write.RowKey];
        if (write.Kind == WriteKind.Insert)
        {
            if (EntityRules.CheckStored(write.PartitionKey!, write.RowKey!, write.Properties) is { } refusal)
                return refusal;
            return session.Execute(
                "INSERT INTO tables_entity (t, pk, rk, version, props) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
                [.. key, version, EntityCodec.Encode(write.Properties)]) == 1 ? Stored(version) : EntityRules.Exists;
        }

        var isMerge = write.Kind is WriteKind.Merge or WriteKind.InsertOrMerge;
        (long Version, byte[] Properties)? before = null;
        session.Visit(
            isMerge
                ? "SELECT version, props FROM tables_entity WHERE t = ?1 AND pk = ?2 AND rk = ?3"
                : "SELECT version, x'' FROM tables_entity WHERE t = ?1 AND pk = ?2 AND rk = ?3",
            row =>
            {
                before = (row.GetInt64(0), row.GetBytes(1));
                return false;
            },
            key);
        if (CheckCondition(write, before?.Version) is { } failed)
            return failed;
        if (write.Kind == WriteKind.Delete)
        {
            session.Execute("DELETE FROM tables_entity WHERE t = ?1 AND pk = ?2 AND rk = ?3", key);
            return new TableReply(204);
        }

        var properties = isMerge && before is { } stored ? Merge(stored.Properties, write.Properties) : write.Properties;
        if (EntityRules.CheckStored(write.PartitionKey!, write.RowKey!, properties) is { } tooLarge)
            return tooLarge;
        session.Execute(
            before is null
                ? "INSERT INTO tables_entity (t, pk, rk, version, props) VALUES (?1, ?2, ?3, ?4, ?5)"
                : "UPDATE tables_entity SET version = ?4, props = ?5 WHERE t = ?1 AND pk = ?2 AND rk = ?3",
            [.. key, version, EntityCodec.Encode(properties)]);
        return Stored(version);
    }

    // An update or delete with a condition insists on the entity; without one an update adds it, as the service does.
    private static TableReply? CheckCondition(EntityWrite write, long? stored)
    {
        if (write.IfMatch is not { } condition)
            return null;
        if (condition != "*" && !EntityTag.TryParse(condition, out _))
            return EntityRules.Invalid($"The etag value '{condition}' specified in one of the request headers is not valid. Please make sure only one etag value is specified and is valid.");
        if (stored is not { } version)
            return EntityRules.NotFound;
        return condition == "*" || (EntityTag.TryParse(condition, out var expected) && expected == version) ? null : EntityRules.Changed;
    }

    private static List<KeyValuePair<string, object?>> Merge(byte[] stored, IReadOnlyList<KeyValuePair<string, object?>> sent)
    {
        var merged = EntityCodec.Decode(stored, wanted: null);
        foreach (var property in sent)
        {
            if (property.Value is null)
                continue;
            var index = merged.FindIndex(other => other.Key == property.Key);
            if (index < 0)
                merged.Add(property);
            else
                merged[index] = property;
        }

        return merged;
    }

    private static TableReply Stored(long version) => new(204) { ETag = EntityTag.Of(version) };

    private static long? TableId(SqliteSession session, string table) =>
        (long?)session.Scalar("SELECT id FROM tables_table WHERE name = ?1", table);

    private long NextVersion(SqliteSession session) =>
        Convert.ToInt64(session.Scalar("UPDATE tables_version SET last = max(last + 1, ?1) RETURNING last", clock.GetUtcNow().UtcTicks), CultureInfo.InvariantCulture);

    private sealed class RefusedException(TableReply reply) : Exception(reply.Message)
    {
        public TableReply Reply => reply;
    }
}
