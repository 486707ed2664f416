using Azure;
using Azure.Data.Tables;
using Trading.Application;
using Trading.Application.Strategies;
using Trading.Domain.Accounts;
using Trading.Domain.Strategies;
using Trading.Integrations.Clients;

namespace Trading.Integrations.Strategies;

/// <summary>
/// Strategies in table <c>strategies</c>, a partition for each user. Row <c>ID</c> is a strategy in its newest version; a version that was superseded is
/// row <c>|ID|000001</c>, written in the transaction that superseded it. Ids have no bar, so the rows of strategies come before those of versions.
/// </summary>
internal sealed class TableStrategyRepository(TableServiceClient service) : IStrategyRepository
{
    private const int Attempts = 10;
    private const int RowsInTransaction = 100;

    private readonly LazyTable strategies = new(service, "strategies");

    public async Task<StoredStrategy> CreateAsync(StoredStrategy strategy, CancellationToken cancellationToken)
    {
        var table = await strategies.GetAsync(cancellationToken);
        try
        {
            await table.AddEntityAsync(Head(strategy), cancellationToken);
            return strategy;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return await FindAsync(strategy.User, strategy.Id, cancellationToken) ?? strategy;
        }
    }

    public async Task<StoredStrategy?> FindAsync(UserId user, StrategyId id, CancellationToken cancellationToken) =>
        await FindRowAsync(user, id.Value, cancellationToken) is { } row ? Read(row) : null;

    public async Task<IReadOnlyList<StoredStrategy>> ListAsync(UserId user, CancellationToken cancellationToken)
    {
        var rows = await QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {user.Value} and RowKey lt {"|"}"), cancellationToken);
        return [.. rows.Select(Read).OrderByDescending(strategy => strategy.CreatedAt)];
    }

    public async Task<StoredStrategy?> ChangeAsync(
        UserId user, StrategyId id, Func<StoredStrategy, StoredStrategy> change, CancellationToken cancellationToken)
    {
        var table = await strategies.GetAsync(cancellationToken);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await FindRowAsync(user, id.Value, cancellationToken) is not { } row)
                return null;
            var before = Read(row);
            var after = change(before);
            if (ReferenceEquals(before, after))
                return before;
            List<TableTransactionAction> actions = [new(TableTransactionActionType.UpdateReplace, Head(after), row.ETag)];
            if (after.Version != before.Version)
                actions.Add(new(TableTransactionActionType.UpsertReplace, Superseded(before)));
            try
            {
                await table.SubmitTransactionAsync(actions, cancellationToken);
                return after;
            }
            catch (RequestFailedException changed) when (changed.Status is 404 or 412)
            {
            }
        }

        throw new ConcurrentChangeException($"The strategy {id.Value} was changed by others {Attempts} times in a row.");
    }

    public async Task<StrategyRevision?> FindVersionAsync(UserId user, StrategyId id, int version, CancellationToken cancellationToken)
    {
        if (await FindAsync(user, id, cancellationToken) is not { } newest || version < 1 || version > newest.Version)
            return null;
        if (version == newest.Version)
            return newest.Newest;
        return await FindRowAsync(user, VersionKey(id, version), cancellationToken) is { } row ? Read(row).Newest : null;
    }

    public async Task<IReadOnlyList<StrategyRevision>> ListVersionsAsync(UserId user, StrategyId id, CancellationToken cancellationToken)
    {
        if (await FindAsync(user, id, cancellationToken) is not { } newest)
            return [];
        var rows = await VersionRowsAsync(user, id, cancellationToken);
        return [newest.Newest, .. rows.Select(row => Read(row).Newest).Where(one => one.Version < newest.Version).OrderByDescending(one => one.Version)];
    }

    public async Task<bool> DeleteAsync(UserId user, StrategyId id, CancellationToken cancellationToken)
    {
        var table = await strategies.GetAsync(cancellationToken);
        if (await FindRowAsync(user, id.Value, cancellationToken) is not { } head)
            return false;
        // The strategy goes last: as long as it is there, what is left of its versions can still be removed.
        TableEntity[] rows = [.. await VersionRowsAsync(user, id, cancellationToken), head];
        try
        {
            foreach (var some in rows.Chunk(RowsInTransaction))
                await table.SubmitTransactionAsync(some.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)), cancellationToken);
            return true;
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            // Somebody else is removing it too; what is left is removed with them.
            return await DeleteAsync(user, id, cancellationToken);
        }
    }

    private async Task<TableEntity?> FindRowAsync(UserId user, string key, CancellationToken cancellationToken)
    {
        var table = await strategies.GetAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(user.Value, key, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }

    private Task<List<TableEntity>> VersionRowsAsync(UserId user, StrategyId id, CancellationToken cancellationToken) => QueryAsync(
        TableClient.CreateQueryFilter($"PartitionKey eq {user.Value} and RowKey ge {$"|{id.Value}|"} and RowKey lt {$"|{id.Value}}}"}"), cancellationToken);

    private async Task<List<TableEntity>> QueryAsync(string filter, CancellationToken cancellationToken)
    {
        var table = await strategies.GetAsync(cancellationToken);
        List<TableEntity> rows = [];
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            rows.Add(row);
        return rows;
    }

    private static string VersionKey(StrategyId id, int version) => FormattableString.Invariant($"|{id.Value}|{version:000000}");

    private static TableEntity Head(StoredStrategy strategy) => Row(strategy, strategy.Id.Value);

    private static TableEntity Superseded(StoredStrategy strategy) => Row(strategy, VersionKey(strategy.Id, strategy.Version));

    private static TableEntity Row(StoredStrategy strategy, string key)
    {
        var row = new TableEntity(strategy.User.Value, key)
        {
            ["CreatedAt"] = strategy.CreatedAt, ["Version"] = strategy.Version, ["ChangedAt"] = strategy.ChangedAt, ["IsActive"] = strategy.IsActive,
        };
        StrategyColumns.Write(row, strategy.Document);
        return row;
    }

    // Rows from before strategies had versions carry their first one.
    private static StoredStrategy Read(TableEntity row)
    {
        var created = row.GetDateTimeOffset("CreatedAt") ?? default;
        return new StoredStrategy(new UserId(row.PartitionKey), new StrategyId(row.RowKey.Trim('|').Split('|')[0]), StrategyColumns.Read(row), created)
        {
            Version = row.GetInt32("Version") ?? 1,
            ChangedAt = row.GetDateTimeOffset("ChangedAt") ?? created,
            IsActive = row.GetBoolean("IsActive") ?? true,
        };
    }
}
