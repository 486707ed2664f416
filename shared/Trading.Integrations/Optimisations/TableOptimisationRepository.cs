using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Trading.Application;
using Trading.Application.Optimisations;
using Trading.Domain.Accounts;
using Trading.Domain.Optimisations;
using Trading.Integrations.Clients;

namespace Trading.Integrations.Optimisations;

/// <summary>
/// Searches in table <c>optimisations</c>: a partition for each user, a row for each search. Their trials in table <c>optimisationtrials</c>:
/// partition <c>USER|ID</c>, a row <c>chunk-000000</c> on for each chunk, written once.
/// </summary>
internal sealed class TableOptimisationRepository(TableServiceClient service) : IOptimisationRepository
{
    private const int MaxAttempts = 50;

    private readonly LazyTable optimisations = new(service, "optimisations");
    private readonly LazyTable trials = new(service, "optimisationtrials");

    public async Task<Optimisation> CreateAsync(Optimisation optimisation, CancellationToken cancellationToken)
    {
        var table = await optimisations.GetAsync(cancellationToken);
        try
        {
            await table.AddEntityAsync(Row(optimisation), cancellationToken);
            return optimisation;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return await FindAsync(optimisation.User, optimisation.Id, cancellationToken) ?? optimisation;
        }
    }

    public async Task<Optimisation?> FindAsync(UserId user, OptimisationId id, CancellationToken cancellationToken) =>
        await FindRowAsync(user, id, cancellationToken) is { } row ? JsonRow.Read<Optimisation>(row) : null;

    public async Task<IReadOnlyList<Optimisation>> ListAsync(UserId user, int limit, CancellationToken cancellationToken)
    {
        var table = await optimisations.GetAsync(cancellationToken);
        List<Optimisation> all = [];
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {user.Value}"), cancellationToken: cancellationToken))
            all.Add(JsonRow.Read<Optimisation>(row));
        return [.. all.OrderByDescending(optimisation => optimisation.CreatedAt).Take(limit)];
    }

    public async Task<Optimisation?> ChangeAsync(
        UserId user, OptimisationId id, Func<Optimisation, Optimisation> change, CancellationToken cancellationToken)
    {
        var table = await optimisations.GetAsync(cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            if (await FindRowAsync(user, id, cancellationToken) is not { } row)
                return null;
            var stored = JsonRow.Read<Optimisation>(row);
            if (stored.HasEnded)
                return stored;
            var changed = change(stored);
            try
            {
                await table.UpdateEntityAsync(Row(changed), row.ETag, TableUpdateMode.Replace, cancellationToken);
                return changed;
            }
            catch (RequestFailedException moved) when (moved.Status is 404 or 412)
            {
                if (attempt == MaxAttempts)
                    throw new ConcurrentChangeException($"Search {id} kept changing while it was written.", moved);
            }
        }
    }

    public async Task SaveChunkAsync(UserId user, OptimisationId id, OptimisationChunk chunk, CancellationToken cancellationToken)
    {
        var table = await trials.GetAsync(cancellationToken);
        try
        {
            await table.AddEntityAsync(OptimisationChunkRow.Write(Partition(user, id), RowKey(chunk.Number), chunk), cancellationToken);
        }
        catch (RequestFailedException stored) when (stored.Status == 409)
        {
            // Another run of the same chunk came to the same and was first.
        }
    }

    public async Task<OptimisationChunk?> FindChunkAsync(UserId user, OptimisationId id, int chunk, CancellationToken cancellationToken)
    {
        var table = await trials.GetAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition(user, id), RowKey(chunk), cancellationToken: cancellationToken);
        return row.HasValue ? OptimisationChunkRow.Read(row.Value!) : null;
    }

    public async IAsyncEnumerable<OptimisationChunk> ReadChunksAsync(
        UserId user, OptimisationId id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await trials.GetAsync(cancellationToken);
        await foreach (var row in table.QueryAsync<TableEntity>(Of(user, id), cancellationToken: cancellationToken))
            yield return OptimisationChunkRow.Read(row);
    }

    public async Task<int> CountTrialsAsync(UserId user, OptimisationId id, CancellationToken cancellationToken)
    {
        var table = await trials.GetAsync(cancellationToken);
        var count = 0;
        await foreach (var row in table.QueryAsync<TableEntity>(Of(user, id), select: ["Count"], cancellationToken: cancellationToken))
            count += row.GetInt32("Count") ?? 0;
        return count;
    }

    private async Task<TableEntity?> FindRowAsync(UserId user, OptimisationId id, CancellationToken cancellationToken)
    {
        var table = await optimisations.GetAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(user.Value, id.Value, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }

    private static TableEntity Row(Optimisation optimisation) => JsonRow.Of(optimisation.User.Value, optimisation.Id.Value, optimisation);

    private static string Of(UserId user, OptimisationId id) => TableClient.CreateQueryFilter($"PartitionKey eq {Partition(user, id)}");

    private static string Partition(UserId user, OptimisationId id) => Keys.Of(user, id.Value);

    private static string RowKey(int chunk) => $"chunk-{chunk:000000}";
}
