using System.Net;
using System.Net.Http.Json;

namespace Trading.EndToEnd.Tests;

/// <summary>Books and broker, as a user of the API sees that they agree.</summary>
public sealed class ReconciliationTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly DataFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Books_and_broker_agree_after_trades_transfers_splits_a_replay_and_a_restart()
    {
        string account;
        await using (var trading = await TradingProcess.StartAsync(data.Path))
        {
            var client = trading.Client;
            await BarsAsync(client, "2024-07-02,10,10,10,10,100000\n2024-07-03,10,10,10,10,100000");
            account = (await client.PostJsonAsync("/api/accounts", new { name = "By hand", initialBalance = 1000 }, Cancel)).Text("id");
            Assert.Equal("agrees", (await LookAsync(client, account)).Text("outcome"));

            await client.PostJsonAsync("/api/orders", new { account, market = "US", symbol = "SPY", side = "buy", kind = "market", quantity = 10 }, Cancel);
            await trading.UntilAsync("the order works", Limit, async () => (await client.GetJsonAsync("/api/orders?status=working", Cancel)).GetProperty("orders").GetArrayLength() == 1);
            Assert.Equal("agrees", (await LookAsync(client, account)).Text("outcome"));
            await BarsAsync(client, "2024-07-05,11,11,11,11,100000");
            // Whether the report of the fill or the look comes first, the fill is booked once.
            Assert.Equal("agrees", (await LookAsync(client, account)).Text("outcome"));
            foreach (var (path, body) in new (string, object)[]
            {
                ("deposit", new { amount = 500 }), ("deposit", new { amount = 100000, currency = "KRW" }), ("withdrawal", new { amount = 200 }),
                ("payments", new { kind = "fees", amount = -1.5m }), ("conversions", new { from = "USD", to = "KRW", amount = 100, rate = 1300 }),
                ("corporate-actions", new { instrument = "US:SPY", exDate = "2024-07-08", ratio = 3 }), ("corporate-actions", new { instrument = "US:SPY", exDate = "2024-07-09", dividend = 0.5m }),
            })
                await client.PostJsonAsync($"/api/accounts/{account}/{path}", body, Cancel);
            Assert.Equal("agrees", (await LookAsync(client, account)).Text("outcome"));

            var deployment = (await client.PostJsonAsync("/api/deployments", new
            {
                name = "Always", market = "US", symbols = new[] { "SPY" }, interval = "1d", strategy = new { entry = "close > 1", exit = "close > 10.5" }, initialCash = 1000,
                replay = new { from = "2024-01-01T00:00:00Z", to = "2025-01-01T00:00:00Z", barsPerSecond = 0 },
            }, Cancel)).Text("id");
            await trading.UntilAsync("the replay has ended", Limit, async () => (await client.GetJsonAsync($"/api/deployments/{deployment}", Cancel)).Text("status") == "completed");
            Assert.Equal("agrees", (await LookAsync(client, deployment)).Text("outcome"));
        }

        // The host looks at every account when it starts.
        var stopped = DateTimeOffset.UtcNow;
        await using var again = await TradingProcess.StartAsync(data.Path);
        await again.UntilAsync("both accounts were looked at", Limit, async () =>
            (await again.Client.GetJsonAsync("/api/reconciliation", Cancel)).GetProperty("oldestAt").GetDateTimeOffset() > stopped);
        var all = await again.Client.GetJsonAsync("/api/reconciliation", Cancel);
        Assert.Equal((0, 2, 2), (all.GetProperty("differences").GetInt32(), all.GetProperty("agreeing").GetInt32(), all.GetProperty("accounts").GetArrayLength()));
        var one = await again.Client.GetJsonAsync($"/api/accounts/{account}/reconciliation", Cancel);
        Assert.Equal((true, 0), (one.GetProperty("agrees").GetBoolean(), one.GetProperty("differenceCount").GetInt32()));
        Assert.Empty((await again.Client.GetJsonAsync("/api/risk", Cancel)).GetProperty("halts").EnumerateArray());

        using var none = await again.Client.GetAsync("/api/accounts/none/reconciliation", Cancel);
        using var nothing = await again.Client.PostAsJsonAsync("/api/accounts/none/reconciliation", new { }, Cancel);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (none.StatusCode, nothing.StatusCode));
        Assert.Contains("account-not-found", await none.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_that_cannot_be_reached_is_named_as_the_reason()
    {
        await using var trading = await TradingProcess.StartAsync(data.Path);
        var client = trading.Client;
        var account = (await client.PostJsonAsync("/api/accounts", new { name = "Far away", broker = "simulator-hostile", seed = 7, initialBalance = 1000 }, Cancel)).Text("id");

        var seen = new HashSet<HttpStatusCode>();
        for (var look = 0; look < 200 && seen.Count < 2; look++)
        {
            using var answer = await client.PostAsJsonAsync($"/api/accounts/{account}/reconciliation", new { }, Cancel);
            seen.Add(answer.StatusCode);
            if (answer.StatusCode is not HttpStatusCode.OK)
                Assert.Contains("broker-unreachable", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable], seen.Order());
    }

    private static Task<System.Text.Json.JsonElement> LookAsync(HttpClient client, string account) =>
        client.PostJsonAsync($"/api/accounts/{account}/reconciliation", new { }, Cancel);

    private static Task BarsAsync(HttpClient client, string rows) =>
        client.PostCsvAsync("/api/market/US/SPY/bars?interval=1d", $"timestamp,open,high,low,close,volume\n{rows}\n", Cancel);
}
