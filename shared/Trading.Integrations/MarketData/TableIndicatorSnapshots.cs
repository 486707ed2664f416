using Azure.Data.Tables;
using Trading.Application.MarketData;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Integrations.Clients;

namespace Trading.Integrations.MarketData;

/// <summary>
/// Newest indicators in table <c>snapshots</c>: partition <c>US|1d</c>, a row for each symbol, a column for each indicator, so that a screen
/// of a whole market is one query of one partition. A value that is not defined has no property.
/// </summary>
internal sealed class TableIndicatorSnapshots(TableServiceClient service) : IIndicatorSnapshots
{
    private readonly LazyTable snapshots = new(service, "snapshots");

    public async Task SaveAsync(IndicatorSnapshot snapshot, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition(snapshot.Key.Instrument.Market, snapshot.Key.Interval), snapshot.Key.Instrument.Symbol)
        {
            ["Time"] = snapshot.Time,
            ["Close"] = snapshot.Close,
            ["Version"] = snapshot.Version,
        };
        if (snapshot.Bar is { } bar)
            (row["Open"], row["High"], row["Low"], row["Volume"]) = (bar.Open, bar.High, bar.Low, bar.Volume);
        foreach (var (name, value) in snapshot.Values.Where(indicator => double.IsFinite(indicator.Value)))
            row[name] = value;
        await (await snapshots.GetAsync(cancellationToken)).UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    public async Task<IReadOnlyList<IndicatorSnapshot>> ListAsync(Market market, Interval interval, CancellationToken cancellationToken)
    {
        var table = await snapshots.GetAsync(cancellationToken);
        List<IndicatorSnapshot> all = [];
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {Partition(market, interval)}"), cancellationToken: cancellationToken))
            all.Add(Read(row, market, interval));
        return all;
    }

    // Rows from before whole bars were kept have closes alone.
    private static IndicatorSnapshot Read(TableEntity row, Market market, Interval interval)
    {
        var (time, close) = (row.GetDateTimeOffset("Time") ?? default, row.GetDouble("Close") ?? double.NaN);
        return new IndicatorSnapshot(
            new BarKey(InstrumentId.Create(market, row.RowKey), interval), time, close,
            IndicatorSet.Names.ToDictionary(name => name, name => row.GetDouble(name) ?? double.NaN))
        {
            Bar = row.GetDouble("Open") is { } open && row.GetDouble("High") is { } high && row.GetDouble("Low") is { } low && row.GetDouble("Volume") is { } volume
                ? new Bar(time, open, high, low, close, volume)
                : null,
            Version = row.GetString("Version") ?? "",
        };
    }

    private static string Partition(Market market, Interval interval) => $"{market}|{interval}";
}
