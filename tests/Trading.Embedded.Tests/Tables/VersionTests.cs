using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Trading.Embedded.Tables.Sqlite;

namespace Trading.Embedded.Tests.Tables;

public sealed class VersionTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2024, 1, 2, 9, 30, 0, TimeSpan.Zero);
    private readonly ManualClock clock = new(Start);
    private readonly TemporaryPlatform platform;

    public VersionTests() => platform = new TemporaryPlatform(clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => platform.Dispose();

    [Fact]
    public async Task The_timestamp_is_the_platforms_time()
    {
        var table = await MakeAsync();
        clock.Advance(TimeSpan.FromHours(1));

        await table.AddEntityAsync(new TableEntity("p", "1"), Token);

        Assert.Equal(Start.AddHours(1), (await table.GetEntityAsync<TableEntity>("p", "1", null, Token)).Value.Timestamp);
    }

    [Fact]
    public async Task Two_writes_never_share_an_etag_though_the_clock_stands_still()
    {
        var table = await MakeAsync();
        var seen = new HashSet<ETag>();

        for (var i = 0; i < 5; i++)
        {
            seen.Add((await table.AddEntityAsync(new TableEntity("p", "1"), Token)).Headers.ETag!.Value);
            seen.Add((await table.UpsertEntityAsync(new TableEntity("p", "1"), TableUpdateMode.Replace, Token)).Headers.ETag!.Value);
            await table.DeleteEntityAsync("p", "1", default, Token);
        }

        Assert.Equal(10, seen.Count);
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_restart()
    {
        var table = await MakeAsync();
        var etag = (await table.AddEntityAsync(new TableEntity("p", "1") { ["A"] = 1.5 }, Token)).Headers.ETag!.Value;

        platform.Restart();

        var again = new TableClient(platform.ConnectionString, "orders");
        var entity = (await again.GetEntityAsync<TableEntity>("p", "1", null, Token)).Value;
        Assert.Equal((1.5, etag), (entity.GetDouble("A"), entity.ETag));
        await again.UpdateEntityAsync(entity, etag, TableUpdateMode.Replace, Token);
        await Assert.ThrowsAsync<RequestFailedException>(() => again.UpdateEntityAsync(entity, etag, TableUpdateMode.Replace, Token));
    }

    [Fact]
    public async Task Of_writers_in_two_processes_none_loses_an_update()
    {
        await MakeAsync();
        using var foreign = SqliteStore.Open(platform.DatabasePath, Durability.ProcessDeath, TimeProvider.System);
        TableClient[] clients =
        [
            new(platform.ConnectionString, "orders"),
            new TableClient(new SqliteTables(foreign, TimeProvider.System), "orders"),
        ];
        await clients[0].AddEntityAsync(new TableEntity("p", "sum") { ["Count"] = 0 }, Token);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => CountAsync(clients[i % 2], 25), Token)));

        foreach (var client in clients)
            Assert.Equal(100, (await client.GetEntityAsync<TableEntity>("p", "sum", null, Token)).Value.GetInt32("Count"));
    }

    [Fact]
    public async Task A_long_search_ends_its_page_early_and_goes_on_with_the_next()
    {
        var table = await MakeAsync();
        for (var i = 0; i < 201; i++)
        {
            await table.SubmitTransactionAsync(
                Enumerable.Range(0, 100).Select(j => new TableTransactionAction(
                    TableTransactionActionType.Add, new TableEntity("p", string.Create(CultureInfo.InvariantCulture, $"{i:000}{j:00}")) { ["Last"] = i == 200 })),
                Token);
        }

        var pages = new List<int>();
        await foreach (var page in table.QueryAsync<TableEntity>("Last eq true", null, null, Token).AsPages())
            pages.Add(page.Values.Count);

        Assert.Equal([0, 100], pages);
    }

    [Fact]
    public async Task A_continuation_that_no_query_returned_is_refused()
    {
        var table = await MakeAsync();

        var error = await Assert.ThrowsAsync<RequestFailedException>(async () =>
        {
            await foreach (var _ in table.QueryAsync<TableEntity>("", null, null, Token).AsPages("nonsense"))
            {
            }
        });

        Assert.Equal("InvalidInput", error.ErrorCode);
    }

    private async Task<TableClient> MakeAsync()
    {
        var table = new TableClient(platform.ConnectionString, "orders");
        await table.CreateIfNotExistsAsync(Token);
        return table;
    }

    private static async Task CountAsync(TableClient client, int times)
    {
        for (var done = 0; done < times;)
        {
            var entity = (await client.GetEntityAsync<TableEntity>("p", "sum", null, Token)).Value;
            entity["Count"] = entity.GetInt32("Count") + 1;
            try
            {
                await client.UpdateEntityAsync(entity, entity.ETag, TableUpdateMode.Replace, Token);
                done++;
            }
            catch (RequestFailedException error) when (error.Status == 412)
            {
                // Somebody was faster: read again.
            }
        }
    }
}
