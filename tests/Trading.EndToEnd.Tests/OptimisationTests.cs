using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Data.Tables;

namespace Trading.EndToEnd.Tests;

/// <summary>Searches for parameters by the API, in a program that may be killed in the midst of them.</summary>
public sealed class OptimisationTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private readonly DataFolder data = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task A_killed_program_goes_on_with_a_search_without_computing_a_stored_chunk_again()
    {
        string id, undisturbed;
        IReadOnlyDictionary<string, string> before;
        await using (var trading = await TradingProcess.StartAsync(data.Path))
        {
            await trading.Client.PostCsvAsync("/api/market/US/SYN/bars?interval=1d", KilledProcessTests.Synthetic(bars: 1500), Cancel);
            undisturbed = await StartAsync(trading.Client, Search());
            await EndedAsync(trading, undisturbed, "completed");
            id = await StartAsync(trading.Client, Search());
            await trading.UntilAsync("some trials are stored", Limit, async () => (await GetAsync(trading.Client, id)).GetProperty("done").GetInt32() > 0);
            await trading.KillAsync();
            before = await ChunksAsync(id);
        }

        Assert.InRange(before.Count, 1, 15);   // of 16: it was killed in the midst of them
        await using var later = await TradingProcess.StartAsync(data.Path);
        var done = await EndedAsync(later, id, "completed");

        // A row's tag changes whenever it is written.
        var after = await ChunksAsync(id);
        Assert.All(before, chunk => Assert.Equal(chunk.Value, after[chunk.Key]));
        Assert.Equal((4_000, 4_000), (done.GetProperty("trials").GetInt32(), done.GetProperty("done").GetInt32()));
        var other = await GetAsync(later.Client, undisturbed);
        Assert.Equal(other.GetProperty("result").ToString(), done.GetProperty("result").ToString());
        Assert.Equal(16, after.Count);

        var pages = await later.Client.GetAllAsync($"/api/optimisations/{id}/trials?limit=1000&score=finalEquity", "trials", Cancel);
        var equity = pages.Select(trial => trial.GetProperty("result").GetProperty("finalEquity").GetDouble()).ToList();
        Assert.Equal(4_000, equity.Count);
        Assert.Equal(equity.OrderDescending(), equity);
        var map = await later.Client.GetJsonAsync($"/api/optimisations/{id}/heatmap?x=fast&y=slow", Cancel);
        Assert.Equal((50, 80), (map.GetProperty("columns").GetArrayLength(), map.GetProperty("rows").GetArrayLength()));
        Assert.Equal(done.GetProperty("result").GetProperty("plateau").ToString(), map.GetProperty("plateau").ToString());
    }

    [Fact]
    public async Task A_search_of_more_chunks_than_one_history_takes_goes_on_in_the_next()
    {
        await using var trading = await TradingProcess.StartAsync(data.Path);
        await trading.Client.PostCsvAsync("/api/market/US/SYN/bars?interval=1d", KilledProcessTests.Synthetic(bars: 200), Cancel);
        var search = Search();
        search["parameters"] = new object[] { new { name = "fast", from = 2, to = 201, step = 1 }, new { name = "slow", from = 60, to = 200, step = 1 } };
        search["validation"] = new { kind = "rolling", train = 100, test = 50 };
        var id = await StartAsync(trading.Client, search);
        var done = await EndedAsync(trading, id, "completed");
        Assert.Equal(200 * 141, done.GetProperty("result").GetProperty("trials").GetInt32());
        Assert.Equal(113, (await ChunksAsync(id)).Count);   // 250 trials a chunk, a hundred chunks a history
    }

    [Fact]
    public async Task A_search_is_cancelled_refused_and_made_once_for_a_key()
    {
        await using var trading = await TradingProcess.StartAsync(data.Path);
        await trading.Client.PostCsvAsync("/api/market/US/SYN/bars?interval=1d", KilledProcessTests.Synthetic(bars: 1500), Cancel);
        var ids = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/optimisations") { Content = JsonContent.Create(Search()), Headers = { { "Idempotency-Key", "one" } } };
            using var accepted = await trading.Client.SendAsync(request, Cancel);
            Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
            ids.Add((await accepted.Content.ReadFromJsonAsync<JsonElement>(Cancel)).Text("id"));
        }

        var id = Assert.Single(ids.Distinct());
        var cancelled = await trading.Client.PostJsonAsync($"/api/optimisations/{id}/cancel", new { }, Cancel);
        Assert.Equal("cancelled", cancelled.Text("status"));
        Assert.Equal("cancelled", (await EndedAsync(trading, id, "cancelled")).Text("status"));

        var bad = Search();
        bad["method"] = "gird";
        using var refused = await trading.Client.PostAsJsonAsync("/api/optimisations", bad, Cancel);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Contains("expected one of grid, random, bayesian, genetic", problem.GetProperty("errors").GetProperty("method")[0].GetString(), StringComparison.Ordinal);
        foreach (var (path, status) in new[] { ("none", 404), ($"{id}/heatmap?x=fast&y=lucky", 422), ($"{id}/trials?score=luck", 422), ($"{id}/trials?limit=0", 422) })
        {
            using var answer = await trading.Client.GetAsync($"/api/optimisations/{path}", Cancel);
            Assert.Equal((path, status), (path, (int)answer.StatusCode));
        }
    }

    private static Dictionary<string, object> Search() => new()
    {
        ["market"] = "US",
        ["symbols"] = new[] { "SYN" },
        ["interval"] = "1d",
        ["initialCash"] = "1000000",
        ["strategy"] = new { entry = "sma($fast) crosses above sma($slow)", exit = "sma($fast) crosses below sma($slow)" },
        ["costs"] = new { commissionRate = 0.001, slippageRate = 0 },
        ["parameters"] = new object[] { new { name = "fast", from = 2, to = 51, step = 1 }, new { name = "slow", from = 60, to = 218, step = 2 } },
        ["validation"] = new { kind = "rolling", train = 600, test = 300 },
    };

    private static async Task<string> StartAsync(HttpClient client, Dictionary<string, object> search) =>
        (await client.PostJsonAsync("/api/optimisations", search, Cancel)).Text("id");

    private static Task<JsonElement> GetAsync(HttpClient client, string id) => client.GetJsonAsync($"/api/optimisations/{id}", Cancel);

    private static async Task<JsonElement> EndedAsync(TradingProcess trading, string id, string status)
    {
        var state = default(JsonElement);
        await trading.UntilAsync(
            $"the search is {status}", Limit, async () => (state = await GetAsync(trading.Client, id)).Text("status") is not ("queued" or "running"));
        Assert.True(state.Text("status") == status, state.ToString());
        return state;
    }

    private async Task<IReadOnlyDictionary<string, string>> ChunksAsync(string id)
    {
        var table = new TableServiceClient("Embedded=" + data.Path).GetTableClient("optimisationtrials");
        var tags = new Dictionary<string, string>();
        await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: Cancel))
        {
            if (row.PartitionKey.EndsWith(id, StringComparison.Ordinal))
                tags[row.RowKey] = row.ETag.ToString();
        }

        return tags;
    }
}
