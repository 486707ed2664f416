using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Trading.Application.Portfolio;
using Trading.Domain.Accounts;
using Trading.Domain.Portfolio;
using Trading.Integrations.Clients;

namespace Trading.Integrations.Portfolio;

/// <summary>
/// Snapshots of accounts in the table <c>accountsnapshots</c>, partition <c>user|account</c>, a row <c>2024-06-28</c> for each day: a range of days of an
/// account is one query of one partition, and a year of it is written in three transactions.
/// </summary>
internal sealed class TableAccountSnapshots(TableServiceClient service) : IAccountSnapshots
{
    private const int RowsPerTransaction = 100;

    private readonly LazyTable snapshots = new(service, "accountsnapshots");

    public async Task SaveAsync(UserId user, AccountId account, IReadOnlyList<DailySnapshot> taken, CancellationToken cancellationToken)
    {
        var table = await snapshots.GetAsync(cancellationToken);
        foreach (var rows in taken.Chunk(RowsPerTransaction))
        {
            await table.SubmitTransactionAsync(
                rows.Select(snapshot => new TableTransactionAction(TableTransactionActionType.UpsertReplace, JsonRow.Of(Keys.Of(user, account), Key(snapshot.Date), snapshot))),
                cancellationToken);
        }
    }

    public async IAsyncEnumerable<DailySnapshot> ListAsync(
        UserId user, AccountId account, DateOnly from, DateOnly to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await snapshots.GetAsync(cancellationToken);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Keys.Of(user, account)} and RowKey ge {Key(from)} and RowKey le {Key(to)}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            yield return JsonRow.Read<DailySnapshot>(row);
    }

    private static string Key(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
