using Azure.Data.Tables;
using Trading.Application.Reconciliation;
using Trading.Domain.Accounts;
using Trading.Integrations.Clients;

namespace Trading.Integrations.Reconciliation;

/// <summary>The last look at each account in the table <c>reconciliations</c>: partition the user, a row for each account, key its id.</summary>
internal sealed class TableReconciliations(TableServiceClient service) : IReconciliationRepository
{
    private readonly LazyTable looks = new(service, "reconciliations");

    public async Task<AccountReconciliation?> FindAsync(UserId user, AccountId account, CancellationToken cancellationToken)
    {
        var table = await looks.GetAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(user.Value, account.Value, cancellationToken: cancellationToken);
        return row.HasValue ? JsonRow.Read<AccountReconciliation>(row.Value!) : null;
    }

    public async Task<IReadOnlyList<AccountReconciliation>> ListAsync(UserId user, CancellationToken cancellationToken)
    {
        var table = await looks.GetAsync(cancellationToken);
        List<AccountReconciliation> all = [];
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {user.Value}"), cancellationToken: cancellationToken))
            all.Add(JsonRow.Read<AccountReconciliation>(row));
        return all;
    }

    public async Task SaveAsync(AccountReconciliation value, CancellationToken cancellationToken)
    {
        var table = await looks.GetAsync(cancellationToken);
        await table.UpsertEntityAsync(JsonRow.Of(value.User.Value, value.Account.Value, value), TableUpdateMode.Replace, cancellationToken);
    }
}
