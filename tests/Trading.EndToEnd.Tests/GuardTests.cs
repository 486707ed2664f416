using System.Text.Json;
using static Trading.EndToEnd.Tests.OrdersByHandTests;

namespace Trading.EndToEnd.Tests;

/// <summary>Guards over positions that a person bought: set, shown and removed over the API, against bars that come later.</summary>
public sealed class GuardTests(ServedProgram program) : IClassFixture<ServedProgram>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private HttpClient Client => program.Trading.Client;

    [Fact]
    [Trait("Reference", "beside")]
    public async Task The_real_SPY_is_sold_in_February_2020_once_it_lost_five_percent()
    {
        var path = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", "shared", "data", "us", "SPY.1d.csv"));
        Assert.SkipUnless(File.Exists(path), $"The real prices are not at {path}.");
        var bars = File.ReadLines(path).Where(line => line.StartsWith("2020-", StringComparison.Ordinal)).ToDictionary(line => line[..10]);
        var account = await AccountAsync();
        await BarAsync("SPY", bars["2020-02-19"]);

        // The day opens at 337.77, five percent below which is 320.88; a person's own limit far above rests beside the guard.
        var entry = await PlaceAsync(account, "SPY", "buy", "limit", "338");
        await BarAsync("SPY", bars["2020-02-20"]);
        await UntilAsync(program.Trading, entry, "filled");
        var target = await PlaceAsync(account, "SPY", "sell", "limit", "400");
        var guard = await GuardAsync(account, "SPY", "{}");
        Assert.InRange(guard.Amount("stopLoss"), 320.88m, 320.89m);
        Assert.Equal(("watching", JsonValueKind.Null, JsonValueKind.Null), (guard.Text("status"), guard.GetProperty("target").ValueKind, guard.GetProperty("exit").ValueKind));

        // Lows of 332.58 and 321.24 leave it alone; 311.69 on the 25th goes through it, and the next day opens at 314.19.
        await BarAsync("SPY", bars["2020-02-21"]);
        await BarAsync("SPY", bars["2020-02-24"]);
        Assert.Equal("watching", (await ShownAsync(account, "SPY")).Text("status"));
        await BarAsync("SPY", bars["2020-02-25"]);
        var exit = await ExitAsync(account, "SPY");
        await UntilAsync(program.Trading, target, "cancelled");
        await BarAsync("SPY", bars["2020-02-26"]);
        await UntilAsync(program.Trading, exit, "filled");

        var ended = await EndedAsync(account, "SPY");
        Assert.Equal(("stop-loss", guard.Amount("stopLoss"), "2020-02-25T00:00:00Z"), (ended.Text("reached"), ended.Amount("reachedPrice"), ended.Text("reachedAt")));
        var sold = (await Client.GetJsonAsync($"/api/orders/{exit}", Cancel)).GetProperty("order");
        Assert.Equal(("sell", "stop-loss", 10m), (sold.Text("side"), sold.Text("tag"), sold.Amount("filled")));
        Assert.InRange(sold.Amount("averagePrice"), 313.5m, 314.19m);   // at the open, less slippage
        Assert.Equal(0, await HeldAsync(account, "SPY"));
    }

    [Fact]
    public async Task A_target_and_a_trailing_stop_sell_what_is_held_then_and_a_guard_that_was_removed_sells_nothing()
    {
        var account = await AccountAsync();
        foreach (var symbol in new[] { "TGT", "TRL", "RMV" })
        {
            await BarAsync(symbol, "2024-01-02,100,101,99,100,1000000");
            var entry = await PlaceAsync(account, symbol, "buy", "limit", "100");
            await BarAsync(symbol, "2024-01-03,100,101,99,100,1000000");
            await UntilAsync(program.Trading, entry, "filled");
        }

        // Bought at 100: ten percent above is 110; five below the best price of 100 is 95.
        var target = await GuardAsync(account, "TGT", """{"target":{"rate":0.1}}""");
        Assert.Equal((110m, JsonValueKind.Null), (target.Amount("target"), target.GetProperty("stopLoss").ValueKind));
        Assert.Equal(95m, (await GuardAsync(account, "TRL", """{"trailing":{"amount":5}}""")).Amount("stopsAt"));
        await GuardAsync(account, "RMV", "{}");
        var removed = await SendAsync(Client, HttpMethod.Delete, Of(account, "RMV"), "", null, 200);
        Assert.Equal(95m, removed.Amount("stopLoss"));
        Assert.Equal("guard-not-found", (await SendAsync(Client, HttpMethod.Delete, Of(account, "RMV"), "", null, 404)).Text("code"));
        Assert.Equal("guard-not-found", (await SendAsync(Client, HttpMethod.Get, Of(account, "RMV"), "", null, 404)).Text("code"));

        // A cent below the target is not the target; the trailing stop follows the high of 120 to 115.
        await BarAsync("TGT", "2024-01-04,105,109.99,104,109,1000000");
        await BarAsync("TRL", "2024-01-04,102,120,101,118,1000000");
        await BarAsync("RMV", "2024-01-04,90,91,80,85,1000000");
        await program.Trading.UntilAsync("the trailing stop has followed", Limit, async () => (await ShownAsync(account, "TRL")).Amount("stopsAt") == 115);
        Assert.Equal("watching", (await ShownAsync(account, "TGT")).Text("status"));

        await BarAsync("TGT", "2024-01-05,109,112,108,111,1000000");
        await BarAsync("TRL", "2024-01-05,118,119,114,116,1000000");
        await BarAsync("RMV", "2024-01-05,85,86,70,75,1000000");
        var exits = (await ExitAsync(account, "TGT"), await ExitAsync(account, "TRL"));
        await BarAsync("TGT", "2024-01-08,112,113,111,112,1000000");
        await BarAsync("TRL", "2024-01-08,113,114,112,113,1000000");
        await UntilAsync(program.Trading, exits.Item1, "filled");
        await UntilAsync(program.Trading, exits.Item2, "filled");

        var (won, followed) = (await EndedAsync(account, "TGT"), await EndedAsync(account, "TRL"));
        Assert.Equal((("target", 110m), ("trailing-stop", 115m)), ((won.Text("reached"), won.Amount("reachedPrice")), (followed.Text("reached"), followed.Amount("reachedPrice"))));
        Assert.Equal((0m, 0m, 10m), (await HeldAsync(account, "TGT"), await HeldAsync(account, "TRL"), await HeldAsync(account, "RMV")));
        Assert.Equal(1, (await Client.GetJsonAsync($"/api/orders?account={account}&symbol=RMV", Cancel)).GetProperty("orders").GetArrayLength());
    }

    [Fact]
    public async Task What_makes_no_guard_is_refused_by_field_and_leaves_none_behind()
    {
        var account = await AccountAsync();
        await BarAsync("BAD", "2024-01-02,100,101,99,100,1000000");
        Assert.Equal("no-position", (await SendAsync(Client, HttpMethod.Put, Of(account, "BAD"), "", "{}", 422)).Text("code"));
        var entry = await PlaceAsync(account, "BAD", "buy", "limit", "100");
        await BarAsync("BAD", "2024-01-03,100,101,99,100,1000000");
        await UntilAsync(program.Trading, entry, "filled");

        foreach (var (body, field, code) in new[]
        {
            ("""{"stopLoss":{"price":101}}""", "stopLoss", "stop-loss-on-wrong-side"), ("""{"target":{"price":99}}""", "target", "target-on-wrong-side"),
            ("""{"stopLoss":{"rate":1}}""", "stopLoss", "stop-loss-rate-out-of-range"), ("""{"target":{}}""", "target", "target-missing"),
            ("""{"stopLoss":{"price":95.005}}""", "stopLoss", "stop-loss-off-tick"), ("""{"trailing":{"amount":0}}""", "trailing", "trailing-amount-out-of-range"),
            ("""{"trailing":{"rate":1}}""", "trailing", "trailing-rate-out-of-range"), ("""{"segment":"kospi"}""", "segment", "segment-of-other-market"),
        })
        {
            var refused = await SendAsync(Client, HttpMethod.Put, Of(account, "BAD"), "", body, 422);
            Assert.Equal((body, code), (body, refused.Text("code")));
            Assert.Equal(code, refused.GetProperty("codes").GetProperty(field)[0].GetString());
            Assert.NotEmpty(refused.GetProperty("errors").GetProperty(field)[0].GetString()!);
        }

        var several = await SendAsync(Client, HttpMethod.Put, Of(account, "BAD"), "", """{"stopLoss":{"price":101},"target":{"price":99}}""", 422);
        Assert.Equal(["stopLoss", "target"], several.GetProperty("errors").EnumerateObject().Select(field => field.Name).Order());
        await SendAsync(Client, HttpMethod.Put, Of(account, "BAD"), "", """{"stopLoss":{"percent":5}}""", 400);
        var malformed = await SendAsync(Client, HttpMethod.Put, $"/api/accounts/{account}/guards/BAD", "", "{}", 422);
        Assert.True(malformed.GetProperty("errors").TryGetProperty("instrument", out _), malformed.ToString());
        Assert.Equal("account-not-found", (await SendAsync(Client, HttpMethod.Put, Of("none", "BAD"), "", "{}", 404)).Text("code"));
        await SendAsync(Client, HttpMethod.Get, Of(account, "BAD"), "", null, 404);
    }

    private static string Of(string account, string symbol) => $"/api/accounts/{account}/guards/US:{symbol}";

    private async Task<string> AccountAsync()
    {
        // One for all tests: the same key opens the same one.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/accounts")
        {
            Content = new StringContent("""{"name":"By hand","initialBalance":100000}""", System.Text.Encoding.UTF8, "application/json"), Headers = { { "Idempotency-Key", "mine" } },
        };
        using var answer = await Client.SendAsync(request, Cancel);
        return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Cancel)).Text("id");
    }

    private async Task<string> PlaceAsync(string account, string symbol, string side, string kind, string limit)
    {
        var id = (await SendAsync(Client, HttpMethod.Post, "/api/orders", "",
            $$"""{"account":"{{account}}","market":"US","symbol":"{{symbol}}","side":"{{side}}","kind":"{{kind}}","quantity":10,"limitPrice":{{limit}},"timeInForce":"goodTillCancelled"}""", 202)).Text("id");
        await UntilAsync(program.Trading, id, "working");
        return id;
    }

    private Task<JsonElement> GuardAsync(string account, string symbol, string body) => SendAsync(Client, HttpMethod.Put, Of(account, symbol), "", body, 200);

    private Task<JsonElement> ShownAsync(string account, string symbol) => Client.GetJsonAsync(Of(account, symbol), Cancel);

    /// <summary>The order by which a guard sells, once it works.</summary>
    private async Task<string> ExitAsync(string account, string symbol)
    {
        await program.Trading.UntilAsync($"the guard of {symbol} has made its exit", Limit, async () => (await ShownAsync(account, symbol)).GetProperty("exit").ValueKind is JsonValueKind.String);
        var exit = (await ShownAsync(account, symbol)).Text("exit");
        await program.Trading.UntilAsync($"the exit of {symbol} works", Limit, async () =>
            (await Client.GetJsonAsync("/api/orders?status=working", Cancel)).GetProperty("orders").EnumerateArray().Any(order => order.Text("id") == exit));
        return exit;
    }

    private async Task<JsonElement> EndedAsync(string account, string symbol)
    {
        await program.Trading.UntilAsync($"the guard of {symbol} has ended", Limit, async () => (await ShownAsync(account, symbol)).Text("status") == "ended");
        return await ShownAsync(account, symbol);
    }

    private async Task<decimal> HeldAsync(string account, string symbol)
    {
        var held = (await Client.GetJsonAsync("/api/portfolio/positions", Cancel)).GetProperty("positions").EnumerateArray().Where(one => one.Text("account") == account);
        return held.Select(one => one.GetProperty("position")).Where(position => position.Text("symbol") == symbol).Sum(position => position.Amount("quantity"));
    }

    private Task<JsonElement> BarAsync(string symbol, string row) =>
        Client.PostCsvAsync($"/api/market/US/{symbol}/bars?interval=1d", $"timestamp,open,high,low,close,volume\n{row}\n", Cancel);
}
