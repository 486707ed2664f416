using System.Text;
using System.Text.Json;

namespace Trading.EndToEnd.Tests;

/// <summary>A person opens an account with the simulated broker and trades by hand, over the API, against bars that come later.</summary>
public sealed class OrdersByHandTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly DataFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Orders_wait_for_their_price_are_replaced_end_each_other_and_stand_in_the_books()
    {
        await using var trading = await TradingProcess.StartAsync(data.Path);
        var client = trading.Client;
        await BarAsync(client, "2024-01-02,100,101,99,100,1000000");
        var account = (await SendAsync(client, HttpMethod.Post, "/api/accounts", "mine", """{"name":"By hand","initialBalance":100000}""", 201)).Text("id");

        // A limit below the market rests until a bar comes down to it.
        var entry = Order(account, "buy", "limit", """ "limitPrice":98,"tag":"dip" """);
        var dip = (await SendAsync(client, HttpMethod.Post, "/api/orders", "dip", entry, 202)).Text("id");
        await UntilAsync(trading, dip, "working");
        await BarAsync(client, "2024-01-03,99,99.5,97.5,98,1000000");
        await UntilAsync(trading, dip, "filled");

        // The same key is the same order, whatever became of it; with another order it is refused.
        Assert.Equal(dip, (await SendAsync(client, HttpMethod.Post, "/api/orders", "dip", entry, 202)).Text("id"));
        var reused = await SendAsync(client, HttpMethod.Post, "/api/orders", "dip", entry.Replace("98", "97", StringComparison.Ordinal), 422);
        Assert.Equal("idempotency-key-reused", reused.Text("code"));

        // A target and a stop end each other; the target is replaced by a nearer one before it trades.
        var target = (await SendAsync(client, HttpMethod.Post, "/api/orders", "target", Order(account, "sell", "limit", """ "limitPrice":110,"group":"exit" """), 202)).Text("id");
        var stop = (await SendAsync(client, HttpMethod.Post, "/api/orders", "stop", Order(account, "sell", "stop", """ "stopPrice":95,"group":"exit" """), 202)).Text("id");
        await UntilAsync(trading, target, "working");
        await UntilAsync(trading, stop, "working");
        var nearer = (await SendAsync(client, HttpMethod.Put, $"/api/orders/{target}", "nearer", """{"limitPrice":102}""", 202)).Text("id");
        Assert.Equal(nearer, (await SendAsync(client, HttpMethod.Put, $"/api/orders/{target}", "nearer", """{"limitPrice":102}""", 202)).Text("id"));
        await UntilAsync(trading, nearer, "working");
        await BarAsync(client, "2024-01-04,98.5,102.5,98,102,1000000");
        await UntilAsync(trading, nearer, "filled");
        await UntilAsync(trading, stop, "cancelled");

        // One that must trade at once and can't is cancelled by the market, one that is taken back by its owner.
        var atOnce = (await SendAsync(client, HttpMethod.Post, "/api/orders", "at-once", Order(account, "buy", "limit", """ "limitPrice":90,"timeInForce":"immediateOrCancel" """), 202)).Text("id");
        var regretted = (await SendAsync(client, HttpMethod.Post, "/api/orders", "regretted", Order(account, "buy", "stopLimit", """ "stopPrice":120,"limitPrice":121 """), 202)).Text("id");
        await UntilAsync(trading, atOnce, "working");
        await UntilAsync(trading, regretted, "working");
        await SendAsync(client, HttpMethod.Delete, $"/api/orders/{regretted}", "", null, 200);
        await BarAsync(client, "2024-01-05,102,103,101,102,1000000");
        await UntilAsync(trading, atOnce, "cancelled");
        await UntilAsync(trading, regretted, "cancelled");

        var replaced = await client.GetJsonAsync($"/api/orders/{target}", Cancel);
        Assert.Equal(("cancelled", nearer), (replaced.GetProperty("order").Text("status"), replaced.GetProperty("order").Text("replacedBy")));
        Assert.Equal("dip", (await client.GetJsonAsync($"/api/orders/{dip}", Cancel)).GetProperty("order").Text("tag"));
        foreach (var order in new[] { dip, target, stop, nearer, atOnce, regretted })
            Assert.True((await client.GetJsonAsync($"/api/orders/{order}/certificate/verification", Cancel)).GetProperty("intact").GetBoolean());

        // 100 bought at 98 and sold at 102, for a dollar each; the SEC takes 8 dollars of a million (0.0816), FINRA 0.000166 dollars a share (0.0166).
        var balance = await client.GetJsonAsync($"/api/accounts/{account}/balance", Cancel);
        var taxes = balance.Amount("taxes");
        Assert.InRange(taxes, 0.0982m, 0.12m);
        Assert.Equal((400m, 2m, 100_398m - taxes), (balance.Amount("realisedProfit"), balance.Amount("fees"), balance.Amount("cash")));
    }

    [Fact]
    public async Task Every_wrong_field_of_an_order_has_a_code_of_its_own_and_leaves_nothing_behind()
    {
        await using var trading = await TradingProcess.StartAsync(data.Path);
        var client = trading.Client;
        await BarAsync(client, "2024-01-02,100,101,99,100,1000000");
        var account = (await SendAsync(client, HttpMethod.Post, "/api/accounts", "mine", """{"name":"By hand","initialBalance":100000}""", 201)).Text("id");
        var fine = new Dictionary<string, string>
        {
            ["account"] = $"\"{account}\"", ["market"] = "\"US\"", ["symbol"] = "\"AAA\"", ["side"] = "\"buy\"", ["kind"] = "\"limit\"", ["quantity"] = "10", ["limitPrice"] = "98",
        };

        foreach (var (changes, field, code) in new (string, string, string)[]
        {
            ("account=\"none\"", "account", "account-unknown"), ("market=\"MOON\"", "market", "market-unknown"),
            ("symbol=\"A A\"", "symbol", "symbol-malformed"), ("symbol=\"NONE\"", "symbol", "symbol-without-price"),
            ("segment=\"kospi\"", "segment", "segment-of-other-market"), ("quantity=0", "quantity", "quantity-out-of-range"),
            ("quantity=-1", "quantity", "quantity-out-of-range"), ("quantity=0.123456789", "quantity", "quantity-too-fine"),
            ("quantity=", "quantity", "size-missing"), ("cash=5", "quantity", "size-missing"), ("quantity=;cash=5", "cash", "cash-not-allowed"),
            ("limitPrice=", "limitPrice", "limit-price-missing"), ("limitPrice=-1", "limitPrice", "limit-price-out-of-range"), ("limitPrice=98.001", "limitPrice", "limit-price-off-tick"),
            ("stopPrice=97", "stopPrice", "stop-price-not-allowed"), ("kind=\"stop\";limitPrice=", "stopPrice", "stop-price-missing"),
            ("kind=\"market\"", "limitPrice", "limit-price-not-allowed"), ("trailRate=0.1", "trailRate", "trail-rate-not-allowed"),
            ("kind=\"trailingStop\";limitPrice=", "trailAmount", "trail-missing"), ("kind=\"trailingStop\";limitPrice=;trailRate=1", "trailRate", "trail-rate-out-of-range"),
            ("kind=\"trailingStop\";limitPrice=;trailAmount=0", "trailAmount", "trail-amount-out-of-range"),
            ("timeInForce=\"goodTillDate\"", "goodTill", "good-till-missing"), ("goodTill=\"2030-01-01T00:00:00Z\"", "goodTill", "good-till-not-allowed"),
            ("timeInForce=\"goodTillDate\";goodTill=\"2020-01-01T00:00:00Z\"", "goodTill", "good-till-past"),
            ("kind=\"stop\";limitPrice=;stopPrice=105;timeInForce=\"fillOrKill\"", "timeInForce", "time-in-force-not-allowed"),
            ("tag=\"a b\"", "tag", "tag-malformed"), ("group=\"\"", "group", "group-malformed"),
        })
        {
            var refused = await SendAsync(client, HttpMethod.Post, "/api/orders", "", Changed(fine, changes), 422);
            Assert.Equal((changes, code), (changes, refused.Text("code")));
            Assert.Equal(code, refused.GetProperty("codes").GetProperty(field)[0].GetString());
            Assert.StartsWith(field == "quantity" && code == "size-missing" ? "An order" : "", refused.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
        }

        // What can't be read at all names the field, what was found and what was expected; several wrong fields come in one answer.
        foreach (var (changes, field, says) in new[]
        {
            ("side=\"hold\"", "side", "'hold' is not known; expected buy, sell."), ("kind=\"magic\"", "kind", "'magic' is not known; expected market, limit, stop, "),
            ("quantity=\"many\"", "quantity", "'many' is no decimal number"), ("side=;market=", "side", "side is missing."), ("side=;market=", "market", "market is missing."),
            ("price=5", "price", "There is no such field."), ("goodTill=\"soon\"", "goodTill", "'soon' is no time; expected one such as 2024-06-28T14:30:00Z."),
            ("account=5", "account", "The value has the wrong type for this field."), ("account=null", "account", "The value is null; expected one, or no such field."),
        })
        {
            var unread = await SendAsync(client, HttpMethod.Post, "/api/orders", "", Changed(fine, changes), 400);
            Assert.StartsWith(says, unread.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
        }

        var several = await SendAsync(client, HttpMethod.Post, "/api/orders", "", Changed(fine, "account=\"none\";quantity=0;limitPrice="), 422);
        Assert.Equal(("invalid-order", 3), (several.Text("code"), several.GetProperty("errors").EnumerateObject().Count()));
        Assert.Equal("order-ended", (await ReplaceADoneOrderAsync(trading, Changed(fine, "kind=\"market\";limitPrice=;quantity=1"))).Text("code"));

        Assert.Equal(1, (await client.GetJsonAsync("/api/orders", Cancel)).GetProperty("orders").GetArrayLength());
    }

    private static async Task<JsonElement> ReplaceADoneOrderAsync(TradingProcess trading, string order)
    {
        var done = (await SendAsync(trading.Client, HttpMethod.Post, "/api/orders", "", order, 202)).Text("id");
        await UntilAsync(trading, done, "working");
        await SendAsync(trading.Client, HttpMethod.Delete, $"/api/orders/{done}", "", null, 200);
        await UntilAsync(trading, done, "cancelled");
        return await SendAsync(trading.Client, HttpMethod.Put, $"/api/orders/{done}", "", """{"quantity":2}""", 422);
    }

    private static string Order(string account, string side, string kind, string more) =>
        $$"""{"account":"{{account}}","market":"US","symbol":"AAA","side":"{{side}}","kind":"{{kind}}","quantity":100,{{more}}}""";

    private static string Changed(Dictionary<string, string> fields, string changes)
    {
        var changed = new Dictionary<string, string>(fields);
        foreach (var change in changes.Split(';'))
        {
            var (field, value) = (change[..change.IndexOf('=', StringComparison.Ordinal)], change[(change.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            if (value.Length == 0)
                changed.Remove(field);
            else
                changed[field] = value;
        }

        return $"{{{string.Join(',', changed.Select(field => $"\"{field.Key}\":{field.Value}"))}}}";
    }

    internal static Task<JsonElement> BarAsync(HttpClient client, string row) =>
        client.PostCsvAsync("/api/market/US/AAA/bars?interval=1d", $"timestamp,open,high,low,close,volume\n{row}\n", Cancel);

    internal static Task UntilAsync(TradingProcess trading, string order, string status) => trading.UntilAsync(
        $"order {order} is {status} and its fills are booked", Limit, async () =>
        {
            var found = (await trading.Client.GetJsonAsync($"/api/orders/{order}", Cancel)).GetProperty("order");
            return found.Text("status") == status && (status == "working" || found.GetProperty("isSettled").GetBoolean());
        });

    internal static async Task<JsonElement> SendAsync(HttpClient client, HttpMethod method, string path, string key, string? body, int status)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        if (key.Length > 0)
            request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True((int)answer.StatusCode == status, $"{method} {path} {body}: {(int)answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
