using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Trading.Application.Orders;
using Trading.Domain.Accounts;
using Trading.Domain.Orders;
using Trading.Domain.Risk;
using Trading.Integrations.Clients;

namespace Trading.Integrations.Orders;

/// <summary>
/// Orders in the table <c>orders</c>. Partition <c>user|account</c>: a row <c>order|ID</c> with the folded order, and a row
/// <c>event|ID|000001</c> for each event; both are written in one transaction that holds the order's ETag, each with its seal
/// (<see cref="EventChain"/>), the order with that of its last event as well. In the same transaction a row <c>made|TICKS|ID</c> with what the pace of
/// an account is counted by, so that the orders of the last minutes are one range of keys however many there are; a denial marks it. Partition <c>user</c>: a row
/// <c>order|ID</c> that says in which account an order is; written first, so that a stored order can always be found by its id.
/// </summary>
internal sealed class TableOrders(TableServiceClient service) : IOrderRepository
{
    private static readonly string OpenStatuses = string.Join(
        " or ", Enum.GetValues<OrderStatus>().Where(status => !OrderRules.IsEnd(status)).Select(status => TableClient.CreateQueryFilter($"Status eq {status.ToString()}")));

    private readonly LazyTable orders = new(service, "orders");

    public async Task<StoredOrder?> FindAsync(OrderKey key, CancellationToken cancellationToken) =>
        await FindRowAsync(key, cancellationToken) is { } row ? Stored(row) : null;

    public async Task<StoredOrder> CreateAsync(NewOrder intent, CancellationToken cancellationToken)
    {
        var table = await orders.GetAsync(cancellationToken);
        var key = OrderKey.Of(intent);
        var pointer = new TableEntity(key.User.Value, HeadKey(key.Id)) { ["Account"] = key.Account.Value };
        await table.UpsertEntityAsync(pointer, TableUpdateMode.Replace, cancellationToken);

        var created = OrderRules.Create(intent);
        var row = EventRow(key, 1, created, EventChain.Start);
        try
        {
            await table.SubmitTransactionAsync(
                [
                    new TableTransactionAction(TableTransactionActionType.Add, Head(key, OrderRules.Fold([created]), SealOf(row))),
                    new TableTransactionAction(TableTransactionActionType.Add, row),
                    new TableTransactionAction(TableTransactionActionType.Add, MadeRow(key, intent, isDenied: false)),
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
        List<TableTransactionAction> actions = [];
        var seal = before.Seal;
        for (var i = 0; i < events.Count; i++)
        {
            var row = EventRow(key, before.Order.Version + i + 1, events[i], seal);
            seal = SealOf(row);
            actions.Add(new TableTransactionAction(TableTransactionActionType.Add, row));
        }

        if (events.Any(happened => happened is OrderDenied))
            actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, MadeRow(key, before.Order.Intent, isDenied: true)));
        actions.Insert(0, new TableTransactionAction(TableTransactionActionType.UpdateReplace, Head(key, after, seal), new ETag(before.Tag)));
        try
        {
            var answers = await table.SubmitTransactionAsync(actions, cancellationToken);
            return new StoredOrder(after, answers.Value[0].Headers.ETag?.ToString() ?? "") { Seal = seal };
        }
        catch (RequestFailedException changed) when (changed.Status is 409 or 412)
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<RecordedEvent>> EventsAsync(OrderKey key, CancellationToken cancellationToken)
    {
        List<RecordedEvent> events = [];
        await foreach (var row in EventRowsAsync(key, cancellationToken))
            events.Add(new RecordedEvent(row.GetInt32("Version") ?? 0, JsonRow.Read<OrderEvent>(row)));
        return events;
    }

    public async Task<SealedOrder?> SealedAsync(OrderKey key, CancellationToken cancellationToken)
    {
        var head = await FindRowAsync(key, cancellationToken);
        while (head is not null)
        {
            List<SealedEvent> events = [];
            await foreach (var row in EventRowsAsync(key, cancellationToken))
                events.Add(new SealedEvent(VersionOf(row), JsonRow.Text(row), SealOf(row), TryRead<OrderEvent>(row)));
            // An event that was added meanwhile belongs to an order that was read too early.
            var now = await FindRowAsync(key, cancellationToken);
            if (now?.ETag == head.ETag)
                return new SealedOrder(JsonRow.Text(head), head.GetString("Status") ?? "", head.GetString("LastSeal") ?? "", SealOf(head), TryRead<Order>(head), events);
            head = now;
        }

        return null;
    }

    public async Task<OrderKey?> LocateAsync(UserId user, OrderId id, CancellationToken cancellationToken)
    {
        var table = await orders.GetAsync(cancellationToken);
        var pointer = await table.GetEntityIfExistsAsync<TableEntity>(user.Value, HeadKey(id), cancellationToken: cancellationToken);
        return pointer.HasValue ? new OrderKey(user, new AccountId(pointer.Value!.GetString("Account")), id) : null;
    }

    public IAsyncEnumerable<Order> ListAsync(UserId user, AccountId? account, CancellationToken cancellationToken) =>
        QueryAsync(OrdersOf(user, account), cancellationToken);

    public IAsyncEnumerable<Order> ListOpenAsync(UserId user, AccountId? account, CancellationToken cancellationToken) =>
        QueryAsync($"{OrdersOf(user, account)} and ({OpenStatuses})", cancellationToken);

    public IAsyncEnumerable<Order> ListUnsettledAsync(UserId user, AccountId account, CancellationToken cancellationToken) =>
        QueryAsync($"{OrdersOf(user, account)} and ({OpenStatuses} or IsBooked eq false)", cancellationToken);

    public async Task<IReadOnlyList<RecentOrder>> RecentAsync(
        UserId user, AccountId account, DateTimeOffset since, OrderId? except, CancellationToken cancellationToken)
    {
        var table = await orders.GetAsync(cancellationToken);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Keys.Of(user, account)} and RowKey ge {MadeKey(since, null)} and RowKey lt {"made" + Keys.AfterSeparator}");
        List<RecentOrder> recent = [];
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            var order = JsonRow.Read<RecentOrder>(row);
            if (row.GetBoolean("Denied") is not true && row.RowKey != MadeKey(order.At, except))
                recent.Add(order);
        }

        return recent;
    }

    private async IAsyncEnumerable<Order> QueryAsync(string filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await orders.GetAsync(cancellationToken);
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            yield return JsonRow.Read<Order>(row);
    }

    private static string OrdersOf(UserId user, AccountId? account)
    {
        var (first, last) = ("order|", "order" + Keys.AfterSeparator);
        return account is { } one
            ? TableClient.CreateQueryFilter($"PartitionKey eq {Keys.Of(user, one)} and RowKey ge {first} and RowKey lt {last}")
            : TableClient.CreateQueryFilter(
                $"PartitionKey ge {user.Value + "|"} and PartitionKey lt {user.Value + Keys.AfterSeparator} and RowKey ge {first} and RowKey lt {last}");
    }

    private async Task<TableEntity?> FindRowAsync(OrderKey key, CancellationToken cancellationToken)
    {
        var table = await orders.GetAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition(key), HeadKey(key.Id), cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }

    private async IAsyncEnumerable<TableEntity> EventRowsAsync(OrderKey key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await orders.GetAsync(cancellationToken);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition(key)} and RowKey ge {$"event|{key.Id}|"} and RowKey lt {$"event|{key.Id}{Keys.AfterSeparator}"}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            yield return row;
    }

    private static StoredOrder Stored(TableEntity row) =>
        new(JsonRow.Read<Order>(row), row.ETag.ToString()) { Seal = row.GetString("LastSeal") ?? EventChain.Start };

    private static TableEntity Head(OrderKey key, Order order, string lastSeal)
    {
        var row = JsonRow.Of(Partition(key), HeadKey(key.Id), order);
        row["Status"] = order.Status.ToString();
        row["IsBooked"] = order.IsBooked;
        row["LastSeal"] = lastSeal;
        row["Seal"] = EventChain.Next(lastSeal, order.Version, JsonRow.Text(row));
        return row;
    }

    private static TableEntity EventRow(OrderKey key, int version, OrderEvent happened, string before)
    {
        var row = JsonRow.Of(Partition(key), string.Create(CultureInfo.InvariantCulture, $"event|{key.Id}|{version:D6}"), happened);
        row["Version"] = version;
        row["Seal"] = EventChain.Next(before, version, JsonRow.Text(row));
        return row;
    }

    private static TableEntity MadeRow(OrderKey key, NewOrder intent, bool isDenied)
    {
        var row = JsonRow.Of(Partition(key), MadeKey(intent.CreatedAt, key.Id), RecentOrder.Of(intent));
        row["Denied"] = isDenied;
        return row;
    }

    private static string MadeKey(DateTimeOffset at, OrderId? id) => string.Create(CultureInfo.InvariantCulture, $"made|{at.UtcTicks:D19}|{id}");

    // Rows from before events were sealed have none.
    private static string SealOf(TableEntity row) => row.GetString("Seal") ?? "";

    /// <summary>Where the row's key and its column agree; 0, which is no version, otherwise.</summary>
    private static int VersionOf(TableEntity row) =>
        int.TryParse(row.RowKey.AsSpan(row.RowKey.LastIndexOf('|') + 1), CultureInfo.InvariantCulture, out var version) && version == row.GetInt32("Version") ? version : 0;

    private static T? TryRead<T>(TableEntity row)
        where T : class
    {
        try
        {
            return JsonRow.Read<T>(row);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static string Partition(OrderKey key) => Keys.Of(key.User, key.Account);

    private static string HeadKey(OrderId id) => $"order|{id}";
}
