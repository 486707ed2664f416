using Azure;
using Azure.Data.Tables;
using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Integrations.Clients;

namespace Trading.Integrations.PaperTrading;

/// <summary>The simulated broker's memory in the table <c>paperbroker</c>: partition <c>user|account</c>, a row for each order, key its id.</summary>
internal sealed class TablePaperOrders(TableServiceClient service) : IPaperOrders
{
    private readonly LazyTable orders = new(service, "paperbroker");

    public async Task<StoredPaperOrder?> FindAsync(OrderKey key, CancellationToken cancellationToken)
    {
        var table = await orders.GetAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Keys.Of(key.User, key.Account), key.Id.Value, cancellationToken: cancellationToken);
        return row.HasValue ? new StoredPaperOrder(JsonRow.Read<PaperOrder>(row.Value!), row.Value!.ETag.ToString()) : null;
    }

    public async Task<bool> TryAddAsync(OrderKey key, PaperOrder order, CancellationToken cancellationToken)
    {
        var table = await orders.GetAsync(cancellationToken);
        try
        {
            await table.AddEntityAsync(Row(key, order), cancellationToken);
            return true;
        }
        catch (RequestFailedException known) when (known.Status == 409)
        {
            return false;
        }
    }

    public async Task<bool> TrySaveAsync(OrderKey key, StoredPaperOrder before, PaperOrder after, CancellationToken cancellationToken)
    {
        var table = await orders.GetAsync(cancellationToken);
        try
        {
            await table.UpdateEntityAsync(Row(key, after), new ETag(before.Tag), TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
            return false;
        }
    }

    private static TableEntity Row(OrderKey key, PaperOrder order) => JsonRow.Of(Keys.Of(key.User, key.Account), key.Id.Value, order);
}
