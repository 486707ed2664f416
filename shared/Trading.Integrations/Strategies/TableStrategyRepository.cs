using Azure;
using Azure.Data.Tables;
using Trading.Application.Strategies;
using Trading.Domain.Accounts;
using Trading.Domain.Strategies;
using Trading.Integrations.Clients;

namespace Trading.Integrations.Strategies;

/// <summary>Strategies in table <c>strategies</c>: a partition for each user, a row for each strategy.</summary>
internal sealed class TableStrategyRepository(TableServiceClient service) : IStrategyRepository
{
    private readonly LazyTable strategies = new(service, "strategies");

    public async Task<StoredStrategy> CreateAsync(StoredStrategy strategy, CancellationToken cancellationToken)
    {
        var table = await strategies.GetAsync(cancellationToken);
        var row = new TableEntity(strategy.User.Value, strategy.Id.Value) { ["CreatedAt"] = strategy.CreatedAt };
        StrategyColumns.Write(row, strategy.Document);
        try
        {
            await table.AddEntityAsync(row, cancellationToken);
            return strategy;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return await FindAsync(strategy.User, strategy.Id, cancellationToken) ?? strategy;
        }
    }

    public async Task<StoredStrategy?> FindAsync(UserId user, StrategyId id, CancellationToken cancellationToken)
    {
        var table = await strategies.GetAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(user.Value, id.Value, cancellationToken: cancellationToken);
        return row.HasValue ? Read(row.Value!) : null;
    }

    public async Task<IReadOnlyList<StoredStrategy>> ListAsync(UserId user, CancellationToken cancellationToken)
    {
        var table = await strategies.GetAsync(cancellationToken);
        List<StoredStrategy> all = [];
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {user.Value}"), cancellationToken: cancellationToken))
            all.Add(Read(row));
        return [.. all.OrderByDescending(strategy => strategy.CreatedAt)];
    }

    public async Task<bool> DeleteAsync(UserId user, StrategyId id, CancellationToken cancellationToken)
    {
        var table = await strategies.GetAsync(cancellationToken);
        if (await FindAsync(user, id, cancellationToken) is null)
            return false;
        await table.DeleteEntityAsync(user.Value, id.Value, cancellationToken: cancellationToken);
        return true;
    }

    private static StoredStrategy Read(TableEntity row) => new(
        new UserId(row.PartitionKey), new StrategyId(row.RowKey), StrategyColumns.Read(row), row.GetDateTimeOffset("CreatedAt") ?? default);
}
