using System.Globalization;
using Azure.Data.Tables;
using Trading.Embedded;

namespace Trading.Benchmarks;

/// <summary>Rows of the size of an order, in one partition.</summary>
internal static class TableSpeed
{
    private const int Rows = 20_000;

    public static async Task RunAsync(EmbeddedPlatform platform)
    {
        var table = new TableClient(platform.ConnectionString, "speed");
        await table.CreateAsync();
        await Measure.RateAsync("tables.upsert.one", 1_000, i => table.UpsertEntityAsync(Order(i), TableUpdateMode.Replace));
        await Measure.RateAsync("tables.upsert.64", Rows, i => table.UpsertEntityAsync(Order(i), TableUpdateMode.Replace), 64);
        await Measure.RateAsync("tables.transaction.100", 100, i => table.SubmitTransactionAsync(
            Enumerable.Range(0, 100).Select(j => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Order((i * 100) + j)))));
        await Measure.RateAsync("tables.read.one", 50_000, i => table.GetEntityAsync<TableEntity>("owner", Key(i % Rows)));
        await Measure.RateAsync("tables.read.2", 50_000, i => table.GetEntityAsync<TableEntity>("owner", Key(i % Rows)), 2);
        await Measure.RateAsync("tables.page.1000", 50, async _ =>
        {
            await foreach (var page in table.QueryAsync<TableEntity>("PartitionKey eq 'owner'", 1000).AsPages())
            {
                if (page.Values.Count != 1000)
                    throw new InvalidOperationException($"A page held {page.Values.Count} rows; expected 1000.");
                break;
            }
        });
    }

    private static string Key(int i) => i.ToString("000000", CultureInfo.InvariantCulture);

    private static TableEntity Order(int i) =>
        new("owner", Key(i)) { ["Symbol"] = "SPY", ["Side"] = "Buy", ["Units"] = 100L, ["Price"] = 501.25, ["State"] = "Working", ["At"] = DateTimeOffset.UnixEpoch, ["Version"] = i };
}
