using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Trading.Application.Exits;
using Trading.Domain.Accounts;
using Trading.Domain.Exits;
using Trading.Integrations.Clients;

namespace Trading.Integrations.Exits;

/// <summary>Flattenings in the table <c>flattenings</c>: partition the user, a row for each account, key its id. Never cached.</summary>
internal sealed class TableFlattenings(TableServiceClient service) : IFlatteningRepository
{
    private readonly LazyTable flattenings = new(service, "flattenings");

    public async Task<StoredFlattening?> FindAsync(UserId user, AccountId account, CancellationToken cancellationToken)
    {
        var table = await flattenings.GetAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(user.Value, account.Value, cancellationToken: cancellationToken);
        return row.HasValue ? new StoredFlattening(JsonRow.Read<Flattening>(row.Value!), row.Value!.ETag.ToString()) : null;
    }

    public async IAsyncEnumerable<Flattening> ListAsync(UserId user, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await flattenings.GetAsync(cancellationToken);
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {user.Value}"), cancellationToken: cancellationToken))
            yield return JsonRow.Read<Flattening>(row);
    }

    public async Task<bool> TrySaveAsync(StoredFlattening? before, Flattening after, CancellationToken cancellationToken)
    {
        var table = await flattenings.GetAsync(cancellationToken);
        var row = JsonRow.Of(after.User.Value, after.Account.Value, after);
        try
        {
            if (before is null)
                await table.AddEntityAsync(row, cancellationToken);
            else
                await table.UpdateEntityAsync(row, new ETag(before.Tag), TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status is 409 or 412)
        {
            return false;
        }
    }
}
