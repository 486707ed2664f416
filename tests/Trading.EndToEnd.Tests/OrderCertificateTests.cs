using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Trading.EndToEnd.Tests;

/// <summary>The certificate of an order that was really traded, and the halt of its account, over the API.</summary>
public sealed class OrderCertificateTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly DataFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task A_traded_order_has_a_certificate_that_anybody_can_check()
    {
        await using var trading = await TradingProcess.StartAsync(data.Path);
        await trading.Client.PostCsvAsync("/api/market/US/SYN/bars?interval=1d", KilledProcessTests.Synthetic(bars: 60), Cancel);
        var deployment = await trading.Client.PostJsonAsync("/api/deployments", new
        {
            name = "Cross", market = "US", symbols = new[] { "SYN" }, interval = "1d", initialCash = 1000,
            strategy = new { entry = "close > sma(3)", exit = "close < sma(3)" }, replay = new { barsPerSecond = 0 },
        }, Cancel);
        var filled = "";
        await trading.UntilAsync("it is through and an order of it is filled", TimeSpan.FromMinutes(1), async () =>
        {
            var orders = (await trading.Client.GetJsonAsync("/api/orders", Cancel)).GetProperty("orders").EnumerateArray();
            filled = orders.Where(order => order.Text("status") == "filled").Select(order => order.Text("id")).LastOrDefault() ?? "";
            return filled.Length > 0 && (await trading.Client.GetJsonAsync($"/api/deployments/{deployment.Text("id")}", Cancel)).Text("status") == "completed";
        });

        var path = $"/api/orders/{filled}/certificate";
        var certificate = await trading.Client.GetJsonAsync(path, Cancel);
        var verification = await trading.Client.GetJsonAsync($"{path}/verification", Cancel);

        var seal = "";
        foreach (var one in certificate.GetProperty("events").EnumerateArray())
        {
            var version = one.GetProperty("version").GetInt32().ToString(CultureInfo.InvariantCulture);
            seal = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seal}\n{version}\n{one.Text("text")}")));
            Assert.Equal(seal, one.Text("seal"));
        }

        Assert.Equal(seal, certificate.Text("lastSeal"));
        Assert.Equal((true, 0), (verification.GetProperty("intact").GetBoolean(), verification.GetProperty("problems").GetArrayLength()));
        Assert.Equal(["OrderCreated", "RiskPassed", "SubmissionStarted"], certificate.GetProperty("events").EnumerateArray().Take(3).Select(one => one.Text("kind")));

        foreach (var answer in new[] { certificate, await trading.Client.GetJsonAsync($"/api/orders/{filled}", Cancel) })
        {
            var checks = answer.GetProperty("events").EnumerateArray().Single(one => one.Text("kind") == "RiskPassed").GetProperty("checks").EnumerateArray().ToList();
            Assert.Contains(checks, check => check.Text("check") == "order-value" && check.Text("limit").Length > 0 && check.Text("value").Length > 0);
            Assert.All(checks, check => Assert.NotEqual("deny", check.Text("verdict")));
        }

        Assert.False((await trading.Client.GetJsonAsync($"{path}/verification?version=1&seal=other", Cancel)).GetProperty("intact").GetBoolean());
        foreach (var (wrong, status) in new[] { ("?version=1", 422), ("?seal=x", 422), ("?version=0&seal=x", 422) })
        {
            using var refused = await trading.Client.GetAsync($"{path}/verification{wrong}", Cancel);
            Assert.Equal((wrong, status), (wrong, (int)refused.StatusCode));
        }

        await AssertHaltsAsync(trading.Client, deployment.Text("id"));
        await AssertLotsAsync(trading.Client, deployment.Text("id"));
        await AssertBookingsAsync(trading.Client, deployment.Text("id"));
        foreach (var unknown in new[] { "/api/orders/none/certificate", "/api/orders/none/certificate/verification", "/api/orders/a%7Cb/certificate" })
        {
            using var missing = await trading.Client.GetAsync(unknown, Cancel);
            Assert.Equal((unknown, HttpStatusCode.NotFound), (unknown, missing.StatusCode));
        }
    }

    private static async Task AssertHaltsAsync(HttpClient client, string account)
    {
        foreach (var (path, body, status) in new[]
        {
            ($"/api/risk/halts/{account}", """{"halted":true,"reason":"a drill"}""", 200), ($"/api/risk/halts/{account}", """{"halted":true,"reason":" "}""", 422),
            ($"/api/risk/halts/{account}", """{"halted":1,"reason":"x"}""", 400), ("/api/risk/halts/none", """{"halted":true,"reason":"x"}""", 404),
            ($"/api/risk/halts/{account}", """{"halted":false,"reason":"too soon"}""", 409),
        })
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await client.PutAsync(path, content, Cancel);
            Assert.Equal((body, status), (body, (int)answer.StatusCode));
        }

        var halt = Assert.Single((await client.GetJsonAsync("/api/risk", Cancel)).GetProperty("halts").EnumerateArray());
        Assert.Equal((account, true, "a drill"), (halt.Text("account"), halt.GetProperty("halted").GetBoolean(), halt.Text("reason")));
    }

    /// <summary>A deposit is booked once for its key, wrong bookings are refused, and the ledger shows every currency.</summary>
    private static async Task AssertBookingsAsync(HttpClient client, string account)
    {
        var path = $"/api/accounts/{account}";
        foreach (var (booking, body, status) in new[]
        {
            ("deposit", """{"amount":"250.5"}""", 201), ("deposit", """{"amount":"250.5"}""", 200), ("deposit", """{"amount":"0"}""", 422),
            ("withdrawal", """{"amount":"1000000"}""", 422), ("withdrawal", """{"amount":"50.5","currency":"USD"}""", 201),
            ("conversions", """{"from":"USD","to":"KRW","amount":"100","rate":"1377.5"}""", 201), ("conversions", """{"from":"USD"}""", 422),
            ("payments", """{"kind":"interest","amount":"1.25"}""", 201), ("payments", """{"kind":"gift","amount":"1"}""", 422),
            ("corporate-actions", """{"instrument":"US:NONE","exDate":"2024-06-21","dividend":"1"}""", 422), ("corporate-actions", """{"ratio":[]}""", 400),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{path}/{booking}")
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"), Headers = { { "Idempotency-Key", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(body))) } },
            };
            using var answer = await client.SendAsync(request, Cancel);
            Assert.Equal((booking, body, status), (booking, body, (int)answer.StatusCode));
        }

        using var unknown = await client.PostAsync("/api/accounts/none/deposit", new StringContent("""{"amount":1}""", Encoding.UTF8, "application/json"), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        var ledger = await client.GetJsonAsync($"{path}/ledger", Cancel);
        var balances = ledger.GetProperty("balances").EnumerateArray().ToList();
        Assert.Equal(["USD", "KRW"], balances.Select(row => row.Text("currency")));
        Assert.Equal(("1200", "-100", "1.25"), (balances[0].Text("deposits"), balances[0].Text("exchanged"), balances[0].Text("interest")));
        Assert.Equal("137750", balances[1].Text("cash"));
        Assert.Equal(["deposit", "withdrawal", "conversion", "interest"], ledger.GetProperty("entries").EnumerateArray().TakeLast(4).Select(entry => entry.Text("kind")));
    }

    /// <summary>What the lots and the ledger say of one account agree.</summary>
    private static async Task AssertLotsAsync(HttpClient client, string account)
    {
        var lots = await client.GetJsonAsync($"/api/accounts/{account}/lots?limit=1", Cancel);
        var portfolio = (await client.GetJsonAsync("/api/portfolio", Cancel)).GetProperty("accounts").EnumerateArray().Single(one => one.Text("id") == account);

        Assert.Equal(1, lots.GetProperty("closed").GetArrayLength());
        Assert.Equal(portfolio.Text("realisedProfit"), lots.Text("realisedProfitAtAverageCost"));
        Assert.Equal(portfolio.GetProperty("positions").GetArrayLength() > 0, lots.GetProperty("open").GetArrayLength() > 0);
        foreach (var (path, status) in new[] { ("/api/accounts/none/lots", 404), ($"/api/accounts/{account}/lots?limit=0", 422), ($"/api/accounts/{account}/lots?continuation=x", 422) })
        {
            using var refused = await client.GetAsync(path, Cancel);
            Assert.Equal((path, status), (path, (int)refused.StatusCode));
        }
    }
}
