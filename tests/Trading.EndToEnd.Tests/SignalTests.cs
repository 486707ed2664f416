using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Trading.EndToEnd.Tests;

/// <summary>Signals that a user of the API raises, and what becomes of them.</summary>
public sealed class SignalTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly DataFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task A_signal_goes_through_the_queue_and_becomes_one_order_or_says_which_check_denied_it()
    {
        await using var trading = await TradingProcess.StartAsync(data.Path);
        var client = trading.Client;
        await BarsAsync(client, "2024-07-02,70000,71000,69000,70000,100000\n2024-07-03,70000,71000,69000,70000,100000");
        var account = (await client.PostJsonAsync("/api/accounts", new { name = "By hand", currency = "KRW", initialBalance = 1_000_000 }, Cancel)).Text("id");
        var dip = new
        {
            account, market = "KRX", symbol = "005930", segment = "kospi", quantity = 5, reason = "RSI is low.", tag = "dip", confidence = 0.8, evidence = new Dictionary<string, double> { ["rsi(14)"] = 28.5 },
        };

        var raised = await RaiseAsync(client, "buy", "first", dip, HttpStatusCode.Accepted);
        Assert.Equal(raised.Text("id"), (await RaiseAsync(client, "buy", "first", dip, HttpStatusCode.Accepted)).Text("id"));
        await UntilAsync(trading, raised, "working");
        await BarsAsync(client, "2024-07-04,70000,71000,69000,70500,100000");
        await UntilAsync(trading, raised, "filled");
        var order = (await client.GetJsonAsync($"/api/orders/{raised.Text("order")}", Cancel)).GetProperty("order");
        Assert.Equal((raised.Text("id"), "dip", "5"), (order.Text("signal"), order.Text("tag"), order.Text("filled")));

        // A sale without a size sells all that is held; what exceeds the limit says so.
        var stop = await RaiseAsync(client, "stop-loss", "stop", new { account, market = "KRX", symbol = "005930", segment = "kospi", reason = "The loss is 5 %." }, HttpStatusCode.Accepted);
        await UntilAsync(trading, stop, "working");
        using var limits = await client.PutAsJsonAsync($"/api/risk/limits?scope=account:{account}", new { maxOrderValue = 100_000 }, Cancel);
        var denied = await RaiseAsync(client, "buy", "large", dip, HttpStatusCode.Accepted);
        await UntilAsync(trading, denied, "riskDenied");

        var all = (await client.GetJsonAsync($"/api/signals/all?account={account}", Cancel)).GetProperty("signals").EnumerateArray().ToList();
        Assert.Equal([denied.Text("id"), stop.Text("id"), raised.Text("id")], all.Select(signal => signal.Text("id")));
        Assert.Equal(("order-value", "stopLoss", "5"), (all[0].Text("endCode"), all[1].Text("kind"), (await client.GetJsonAsync($"/api/orders/{stop.Text("order")}", Cancel)).GetProperty("order").Text("quantity")));
        Assert.Equal(0.8, all[2].GetProperty("confidence").GetDouble());
        Assert.Equal(28.5, all[2].GetProperty("evidence").GetProperty("rsi(14)").GetDouble());
        Assert.Equal((2, 0, 1), (await CountAsync(client, "buy"), await CountAsync(client, "sell"), await CountAsync(client, "stop-loss")));
        Assert.Equal(1, (await client.GetJsonAsync("/api/signals/all?limit=1", Cancel)).GetProperty("signals").GetArrayLength());

        var wrong = await RaiseAsync(client, "buy", "wrong", new { account, market = "KRX", symbol = "005930", reason = "", confidence = 2 }, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["confidence", "quantity", "reason", "segment"], wrong.GetProperty("errors").EnumerateObject().Select(field => field.Name).Order());
        Assert.Equal("confidence-out-of-range", wrong.GetProperty("codes").GetProperty("confidence")[0].GetString());
        Assert.Equal("idempotency-key-reused", (await RaiseAsync(client, "sell", "first", dip, HttpStatusCode.UnprocessableEntity)).Text("code"));
        Assert.Equal("signal-kind-not-found", (await RaiseAsync(client, "short", "short", dip, HttpStatusCode.NotFound)).Text("code"));
        using var none = await client.GetAsync("/api/signals/none", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Equal(3, (await client.GetJsonAsync("/api/signals/all", Cancel)).GetProperty("signals").GetArrayLength());
    }

    private static async Task<int> CountAsync(HttpClient client, string kind) => (await client.GetJsonAsync($"/api/signals/{kind}", Cancel)).GetProperty("signals").GetArrayLength();

    private static Task UntilAsync(TradingProcess trading, JsonElement signal, string status) => trading.UntilAsync(
        $"the order of signal {signal.Text("id")} is {status}, and if it has ended booked", Limit, async () =>
        {
            var found = (await trading.Client.GetJsonAsync("/api/signals/all", Cancel)).GetProperty("signals").EnumerateArray().Single(one => one.Text("id") == signal.Text("id"));
            return found.GetProperty("orderStatus").GetString() == status && (status == "working" ||
                (await trading.Client.GetJsonAsync($"/api/orders/{found.Text("order")}", Cancel)).GetProperty("order").GetProperty("isSettled").GetBoolean());
        });

    private static async Task<JsonElement> RaiseAsync(HttpClient client, string kind, string key, object body, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/signals/{kind}") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == status, $"{kind}: {(int)answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    private static Task BarsAsync(HttpClient client, string rows) =>
        client.PostCsvAsync("/api/market/KRX/005930/bars?interval=1d", $"timestamp,open,high,low,close,volume\n{rows}\n", Cancel);
}
