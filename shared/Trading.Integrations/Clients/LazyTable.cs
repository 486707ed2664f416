using Azure.Data.Tables;

namespace Trading.Integrations.Clients;

/// <summary>A table that is created when it is used first, so that a new account or data folder needs no preparation.</summary>
/// <param name="service">The account.</param>
/// <param name="name">Letters and digits, the first a letter.</param>
internal sealed class LazyTable(TableServiceClient service, string name)
{
    private readonly TableClient table = service.GetTableClient(name);
    private volatile bool isThere;

    /// <summary>The table, which exists.</summary>
    public async ValueTask<TableClient> GetAsync(CancellationToken cancellationToken)
    {
        if (!isThere)
        {
            await table.CreateIfNotExistsAsync(cancellationToken);
            isThere = true;
        }

        return table;
    }
}
