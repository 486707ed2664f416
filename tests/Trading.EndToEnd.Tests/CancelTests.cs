using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Trading.EndToEnd.Tests;

/// <summary>Orders that wait for the next open are cancelled: one, all, and by the kill switch.</summary>
public sealed class CancelTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly DataFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Waiting_orders_are_cancelled_one_by_one_all_together_and_by_the_kill_switch()
    {
        await using var trading = await TradingProcess.StartAsync(data.Path);
        var (client, day) = (trading.Client, 1);
        async Task<string> NextOrderAsync()
        {
            var before = (await client.GetJsonAsync("/api/orders", Cancel)).GetProperty("orders").GetArrayLength();
            await client.PostCsvAsync("/api/market/US/SYN/bars?interval=1d", $"timestamp,open,high,low,close,volume\n2024-03-{++day:00},10,10,10,10,5\n", Cancel);
            var newest = default(JsonElement);
            await trading.UntilAsync("a new order works", TimeSpan.FromMinutes(1), async () =>
            {
                var orders = (await client.GetJsonAsync("/api/orders", Cancel)).GetProperty("orders");
                newest = orders.GetArrayLength() > before ? orders[0] : default;
                return newest.ValueKind == JsonValueKind.Object && newest.Text("status") == "working";
            });
            return newest.Text("id");
        }

        Task CancelledAsync(string id) => trading.UntilAsync(
            "the order is cancelled", TimeSpan.FromMinutes(1), async () => (await client.GetJsonAsync($"/api/orders/{id}", Cancel)).GetProperty("order").Text("status") == "cancelled");

        await client.PostCsvAsync("/api/market/US/SYN/bars?interval=1d", "timestamp,open,high,low,close,volume\n2024-03-01,10,10,10,10,5\n", Cancel);
        var deployment = await client.PostJsonAsync("/api/deployments", new
        {
            name = "Always", market = "US", symbols = new[] { "SYN" }, interval = "1d", initialCash = 1000, strategy = new { entry = "close > 0" },
        }, Cancel);

        var first = await NextOrderAsync();
        using (var asked = await client.DeleteAsync($"/api/orders/{first}", Cancel))
            Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        await CancelledAsync(first);
        using (var again = await client.DeleteAsync($"/api/orders/{first}", Cancel))
            Assert.Equal((HttpStatusCode.Conflict, "order-ended"), (again.StatusCode, (await again.Content.ReadFromJsonAsync<JsonElement>(Cancel)).Text("code")));
        using (var unknown = await client.DeleteAsync("/api/orders/none", Cancel))
            Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);

        Assert.Equal(1, (await client.GetJsonAsync("/api/orders?status=done&side=buy&symbol=syn", Cancel)).GetProperty("orders").GetArrayLength());
        Assert.Equal(0, (await client.GetJsonAsync("/api/orders?status=open", Cancel)).GetProperty("orders").GetArrayLength());
        using (var wrong = await client.GetAsync("/api/orders?status=gone&side=up", Cancel))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);

        var second = await NextOrderAsync();
        Assert.Equal(0, (await client.PostJsonAsync("/api/orders/cancel-all?account=other", new { }, Cancel)).GetProperty("asked").GetInt32());
        Assert.Equal(1, (await client.PostJsonAsync($"/api/orders/cancel-all?account={deployment.Text("id")}", new { }, Cancel)).GetProperty("asked").GetInt32());
        await CancelledAsync(second);

        var third = await NextOrderAsync();
        using (var wrong = await client.PutAsJsonAsync("/api/risk/kill-switch", new { engaged = false, reason = "x", level = "cancelAll" }, Cancel))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using var pressed = await client.PutAsJsonAsync("/api/risk/kill-switch", new { engaged = true, reason = "drill", level = "cancelAll" }, Cancel);
        var state = await pressed.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal((true, 1), (state.GetProperty("killSwitch").GetProperty("engaged").GetBoolean(), state.GetProperty("cancelled").GetProperty("asked").GetInt32()));
        await CancelledAsync(third);
        using var released = await client.PutAsJsonAsync("/api/risk/kill-switch", new { engaged = false, reason = "looked" }, Cancel);
        var refusal = await released.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal((HttpStatusCode.Conflict, "resume-too-soon"), (released.StatusCode, refusal.Text("code")));
        Assert.Matches("can go on in [0-9]+ second", refusal.Text("detail"));
        Assert.True((await client.GetJsonAsync("/api/risk", Cancel)).GetProperty("killSwitch").GetProperty("engaged").GetBoolean());
    }
}
