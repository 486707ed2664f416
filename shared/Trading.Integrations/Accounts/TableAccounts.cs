using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Trading.Application.Accounts;
using Trading.Domain.Accounts;
using Trading.Integrations.Clients;

namespace Trading.Integrations.Accounts;

/// <summary>
/// Accounts in the table <c>accounts</c>, partition the user: a row <c>account|ID</c> for each, and a row <c>one|KIND|BROKER</c> that names the one account of a
/// kind with a broker, written in the same transaction.
/// </summary>
internal sealed class TableAccounts(TableServiceClient service) : IAccountRepository
{
    private readonly LazyTable accounts = new(service, "accounts");

    public async Task<Account?> FindAsync(UserId user, AccountId id, CancellationToken cancellationToken)
    {
        var table = await accounts.GetAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(user.Value, Key(id), cancellationToken: cancellationToken);
        return row.HasValue ? JsonRow.Read<Account>(row.Value!) : null;
    }

    public IAsyncEnumerable<Account> ListAsync(UserId user, CancellationToken cancellationToken) => QueryAsync(
        TableClient.CreateQueryFilter($"PartitionKey eq {user.Value} and RowKey ge {"account|"} and RowKey lt {"account" + Keys.AfterSeparator}"), cancellationToken);

    public IAsyncEnumerable<Account> ListAllAsync(CancellationToken cancellationToken) => QueryAsync(
        TableClient.CreateQueryFilter($"RowKey ge {"account|"} and RowKey lt {"account" + Keys.AfterSeparator}"), cancellationToken);

    public async Task<Account> AddAsync(Account account, CancellationToken cancellationToken)
    {
        var table = await accounts.GetAsync(cancellationToken);
        List<TableTransactionAction> actions = [new(TableTransactionActionType.Add, JsonRow.Of(account.User.Value, Key(account.Id), account))];
        var one = $"one|{account.Kind}|{Keys.Escape(account.Broker)}";
        if (account.Kind is not AccountKind.Deployment)
            actions.Add(new TableTransactionAction(TableTransactionActionType.Add, new TableEntity(account.User.Value, one) { ["Account"] = account.Id.Value }));
        try
        {
            await table.SubmitTransactionAsync(actions, cancellationToken);
            return account;
        }
        catch (RequestFailedException known) when (known.Status == 409)
        {
            if (await FindAsync(account.User, account.Id, cancellationToken) is { } same)
                return same;
            var other = await table.GetEntityAsync<TableEntity>(account.User.Value, one, cancellationToken: cancellationToken);
            return await FindAsync(account.User, new AccountId(other.Value.GetString("Account")), cancellationToken)
                ?? throw new InvalidDataException($"The row {one} of user {account.User} names an account that is not there.");
        }
    }

    private async IAsyncEnumerable<Account> QueryAsync(string filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await accounts.GetAsync(cancellationToken);
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            yield return JsonRow.Read<Account>(row);
    }

    private static string Key(AccountId id) => $"account|{id}";
}
