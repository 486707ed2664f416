using System.Globalization;
using Azure.Data.Tables;
using Trading.Application.ExchangeRates;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Integrations.Clients;

namespace Trading.Integrations.ExchangeRates;

/// <summary>Exchange rates in the table <c>exchangerates</c>: partition the pair, a row <c>2024-06-28</c> for each day, so that a stretch of days is one query.</summary>
internal sealed class TableExchangeRates(TableServiceClient service) : IExchangeRates
{
    private const int RowsPerTransaction = 100;
    private const string RateColumn = "Rate";

    private readonly LazyTable rates = new(service, "exchangerates");

    public async Task SaveAsync(CurrencyPair pair, IReadOnlyList<ExchangeRate> rates, CancellationToken cancellationToken)
    {
        var table = await this.rates.GetAsync(cancellationToken);
        foreach (var chunk in rates.Chunk(RowsPerTransaction))
        {
            await table.SubmitTransactionAsync(
                chunk.Select(rate => new TableTransactionAction(
                    TableTransactionActionType.UpsertReplace,
                    // Text, as a table has no decimal numbers.
                    new TableEntity(pair.ToString(), Key(rate.Date)) { [RateColumn] = rate.Rate.ToString(CultureInfo.InvariantCulture) })),
                cancellationToken);
        }
    }

    public async Task<IReadOnlyList<ExchangeRate>> ReadAsync(CurrencyPair pair, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var table = await rates.GetAsync(cancellationToken);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {pair.ToString()} and RowKey ge {Key(from)} and RowKey le {Key(to)}");
        List<ExchangeRate> found = [];
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            found.Add(new ExchangeRate(DateOnly.ParseExact(row.RowKey, "yyyy-MM-dd", CultureInfo.InvariantCulture), decimal.Parse(row.GetString(RateColumn), CultureInfo.InvariantCulture)));
        return found;
    }

    private static string Key(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
