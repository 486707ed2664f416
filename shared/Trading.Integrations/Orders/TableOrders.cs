using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Trading.Application.Orders;
using Trading.Domain.Accounts;
using Trading.Domain.Orders;
using Trading.Integrations.Clients;

namespace Trading.Integrations.Orders;

/// <summary>
/// Orders in the table <c>orders</c>. Partition <c>user|account</c>: a row <c>order|ID</c> with the folded order, and a row
/// <c>event|ID|000001</c> for each event; both are written in one transaction that holds the order's ETag. Partition <c>user</c>: a row
/// <c>order|ID</c> that says in which account an order is; written first, so that a stored order can always be found by its id.
/// </summary>
internal sealed class TableOrders(TableServiceClient service) : IOrderRepository
{
    private readonly LazyTable orders = new(service, "orders");

    public async Task<StoredOrder?> FindAsync(OrderKey key, CancellationToken cancellationToken)
    {
        var table = await orders.GetAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition(key), HeadKey(key.Id), cancellationToken: cancellationToken);
        return row.HasValue ? Stored(row.Value!) : null;
    }

    public async Task<StoredOrder> CreateAsync(NewOrder intent, CancellationToken cancellationToken)
    {
        var table = await orders.GetAsync(cancellationToken);
        var key = OrderKey.Of(intent);
        var pointer = new TableEntity(key.User.Value, HeadKey(key.Id)) { ["Account"] = key.Account.Value };
        await table.UpsertEntityAsync(pointer, TableUpdateMode.Replace, cancellationToken);

        var created = OrderRules.Create(intent);
        try
        {
            await table.SubmitTransactionAsync(
                [
                    new TableTransactionAction(TableTransactionActionType.Add, Head(key, OrderRules.Fold([created]))),
                    new TableTransactionAction(TableTransactionActionType.Add, EventRow(key, 1, created)),
                ],
                cancellationToken);
        }
        catch (RequestFailedException known) when (known.Status == 409)
        {
            // The first intent under this id stands.
        }

        return await FindAsync(key, cancellationToken) ?? throw new OrderNotFoundException($"Order {key.Id} vanished after it was stored.");
    }

    public async Task<StoredOrder?> TryAppendAsync(StoredOrder before, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken)
    {
        var table = await orders.GetAsync(cancellationToken);
        var key = OrderKey.Of(before.Order.Intent);
        var after = events.Aggregate(before.Order, OrderRules.Apply);
        List<TableTransactionAction> actions =
            [new TableTransactionAction(TableTransactionActionType.UpdateReplace, Head(key, after), new ETag(before.Tag))];
        for (var i = 0; i < events.Count; i++)
            actions.Add(new TableTransactionAction(TableTransactionActionType.Add, EventRow(key, before.Order.Version + i + 1, events[i])));
        try
        {
            var answers = await table.SubmitTransactionAsync(actions, cancellationToken);
            return new StoredOrder(after, answers.Value[0].Headers.ETag?.ToString() ?? "");
        }
        catch (RequestFailedException changed) when (changed.Status is 409 or 412)
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<RecordedEvent>> EventsAsync(OrderKey key, CancellationToken cancellationToken)
    {
        var table = await orders.GetAsync(cancellationToken);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition(key)} and RowKey ge {$"event|{key.Id}|"} and RowKey lt {$"event|{key.Id}{Keys.AfterSeparator}"}");
        List<RecordedEvent> events = [];
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            events.Add(new RecordedEvent(row.GetInt32("Version") ?? 0, JsonRow.Read<OrderEvent>(row)));
        return events;
    }

    public async Task<OrderKey?> LocateAsync(UserId user, OrderId id, CancellationToken cancellationToken)
    {
        var table = await orders.GetAsync(cancellationToken);
        var pointer = await table.GetEntityIfExistsAsync<TableEntity>(user.Value, HeadKey(id), cancellationToken: cancellationToken);
        return pointer.HasValue ? new OrderKey(user, new AccountId(pointer.Value!.GetString("Account")), id) : null;
    }

    public async IAsyncEnumerable<Order> ListAsync(UserId user, AccountId? account, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await orders.GetAsync(cancellationToken);
        var (first, last) = ("order|", "order" + Keys.AfterSeparator);
        var filter = account is { } one
            ? TableClient.CreateQueryFilter($"PartitionKey eq {Keys.Of(user, one)} and RowKey ge {first} and RowKey lt {last}")
            : TableClient.CreateQueryFilter(
                $"PartitionKey ge {user.Value + "|"} and PartitionKey lt {user.Value + Keys.AfterSeparator} and RowKey ge {first} and RowKey lt {last}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            yield return JsonRow.Read<Order>(row);
    }

    private static StoredOrder Stored(TableEntity row) => new(JsonRow.Read<Order>(row), row.ETag.ToString());

    private static TableEntity Head(OrderKey key, Order order)
    {
        var row = JsonRow.Of(Partition(key), HeadKey(key.Id), order);
        row["Status"] = order.Status.ToString();
        return row;
    }

    private static TableEntity EventRow(OrderKey key, int version, OrderEvent happened)
    {
        var row = JsonRow.Of(Partition(key), string.Create(CultureInfo.InvariantCulture, $"event|{key.Id}|{version:D6}"), happened);
        row["Version"] = version;
        return row;
    }

    private static string Partition(OrderKey key) => Keys.Of(key.User, key.Account);

    private static string HeadKey(OrderId id) => $"order|{id}";
}
