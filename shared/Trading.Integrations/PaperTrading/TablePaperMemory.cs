using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Integrations.Clients;

namespace Trading.Integrations.PaperTrading;

/// <summary>
/// The simulated broker's memory in the table <c>paperbroker</c>: partition <c>user|account</c>, a row <c>account</c>, a row <c>order|ID</c> for each
/// order, a row <c>transfer|REFERENCE</c> for each movement of money or units without a trade, a row <c>group|NAME</c> for each group of which an order traded, and a row
/// <c>taken|US:SPY</c> for what was taken from the last order book of each instrument. A change is one transaction that holds the account's ETag, so an account changes as a
/// whole. Who trades an instrument is in the table <c>papermarket</c>: partition the instrument, such as <c>US:SPY</c>, a row <c>user|account</c>; it names
/// accounts only.
/// </summary>
internal sealed class TablePaperMemory(TableServiceClient service) : IPaperMemory
{
    private const string AccountKey = "account";

    private readonly LazyTable broker = new(service, "paperbroker");
    private readonly LazyTable market = new(service, "papermarket");

    public async Task<StoredPaperOrder?> FindAsync(OrderKey key, CancellationToken cancellationToken)
    {
        var table = await broker.GetAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Keys.Of(key.User, key.Account), OrderRow(key), cancellationToken: cancellationToken);
        return row.HasValue ? Stored(row.Value!) : null;
    }

    public async Task<StoredPaperAccount> AccountAsync(UserId user, AccountId account, CancellationToken cancellationToken)
    {
        var table = await broker.GetAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Keys.Of(user, account), AccountKey, cancellationToken: cancellationToken);
        return row.HasValue ? new StoredPaperAccount(JsonRow.Read<PaperAccount>(row.Value!), row.Value!.ETag.ToString()) : new StoredPaperAccount(PaperAccount.Empty, null);
    }

    public async Task<IReadOnlyList<StoredPaperOrder>> WorkingAsync(UserId user, AccountId account, CancellationToken cancellationToken)
    {
        var table = await broker.GetAsync(cancellationToken);
        List<StoredPaperOrder> working = [];
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {Keys.Of(user, account)} and Works eq {true}"), cancellationToken: cancellationToken))
            working.Add(Stored(row));
        return [.. working.OrderBy(order => order.Order.AcceptedAt).ThenBy(order => order.Order.Intent?.Id.Value, StringComparer.Ordinal)];
    }

    public async Task<bool> HasTransferAsync(UserId user, AccountId account, string reference, CancellationToken cancellationToken)
    {
        var table = await broker.GetAsync(cancellationToken);
        return (await table.GetEntityIfExistsAsync<TableEntity>(Keys.Of(user, account), TransferRow(reference), cancellationToken: cancellationToken)).HasValue;
    }

    public async Task<BookTaken?> TakenAsync(UserId user, AccountId account, InstrumentId instrument, CancellationToken cancellationToken)
    {
        var table = await broker.GetAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Keys.Of(user, account), TakenRow(instrument), cancellationToken: cancellationToken);
        return row.HasValue ? JsonRow.Read<BookTaken>(row.Value!) : null;
    }

    public async Task<DateTimeOffset?> GroupTradedAsync(UserId user, AccountId account, string group, CancellationToken cancellationToken)
    {
        var table = await broker.GetAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Keys.Of(user, account), GroupRow(group), cancellationToken: cancellationToken);
        return row.HasValue ? row.Value!.GetDateTimeOffset("At") : null;
    }

    public async Task<bool> TrySaveAsync(PaperChange change, CancellationToken cancellationToken)
    {
        var table = await broker.GetAsync(cancellationToken);
        var partition = Keys.Of(change.User, change.Account);
        List<TableTransactionAction> actions = [Write(JsonRow.Of(partition, AccountKey, change.After), change.Before.Tag)];
        foreach (var (key, before, after) in change.Orders)
        {
            var row = JsonRow.Of(partition, OrderRow(key), after);
            row["Works"] = after.Works;
            actions.Add(Write(row, before?.Tag));
        }

        if (change.Transfer is { } reference)
            actions.Add(Write(new TableEntity(partition, TransferRow(reference)), tag: null));
        // Nobody changes it without the account's ETag.
        if (change.Taken is var (instrument, taken))
            actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, JsonRow.Of(partition, TakenRow(instrument), taken)));
        foreach (var (group, at) in change.TradedGroups)
            actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, new TableEntity(partition, GroupRow(group)) { ["At"] = at }));
        try
        {
            await table.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status is 409 or 412)
        {
            return false;
        }
    }

    public async Task NoteAsync(InstrumentId instrument, UserId user, AccountId account, CancellationToken cancellationToken)
    {
        var table = await market.GetAsync(cancellationToken);
        var row = new TableEntity(instrument.ToString(), Keys.Of(user, account)) { ["User"] = user.Value, ["Account"] = account.Value };
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    public async IAsyncEnumerable<(UserId User, AccountId Account)> AccountsInAsync(
        InstrumentId instrument, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await market.GetAsync(cancellationToken);
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {instrument.ToString()}"), cancellationToken: cancellationToken))
            yield return (new UserId(row.GetString("User")), new AccountId(row.GetString("Account")));
    }

    private static TableTransactionAction Write(TableEntity row, string? tag) => tag is null
        ? new TableTransactionAction(TableTransactionActionType.Add, row)
        : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, new ETag(tag));

    private static StoredPaperOrder Stored(TableEntity row) => new(JsonRow.Read<PaperOrder>(row), row.ETag.ToString());

    private static string OrderRow(OrderKey key) => $"order|{key.Id}";

    private static string GroupRow(string group) => $"group|{Keys.Escape(group)}";

    private static string TakenRow(InstrumentId instrument) => $"taken|{instrument}";

    private static string TransferRow(string reference) => $"transfer|{Keys.Escape(reference)}";
}
