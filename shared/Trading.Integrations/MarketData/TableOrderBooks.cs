using Azure;
using Azure.Data.Tables;
using Trading.Application.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Integrations.Clients;

namespace Trading.Integrations.MarketData;

/// <summary>Newest order books in the table <c>orderbooks</c>: a partition for each instrument, such as <c>US:SPY</c>, so that they spread, with the row <c>book</c>.</summary>
internal sealed class TableOrderBooks(TableServiceClient service) : IOrderBooks
{
    private const string RowKey = "book";

    private readonly LazyTable books = new(service, "orderbooks");

    public async Task<StoredBook?> FindAsync(InstrumentId instrument, CancellationToken cancellationToken)
    {
        var table = await books.GetAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(instrument.ToString(), RowKey, cancellationToken: cancellationToken);
        return row.HasValue ? new StoredBook(JsonRow.Read<OrderBook>(row.Value!), row.Value!.ETag.ToString()) : null;
    }

    public async Task<bool> TrySaveAsync(StoredBook? before, OrderBook after, CancellationToken cancellationToken)
    {
        var table = await books.GetAsync(cancellationToken);
        var row = JsonRow.Of(after.Instrument.ToString(), RowKey, after);
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
