using System.Net;
using System.Net.Http.Json;

namespace Trading.EndToEnd.Tests;

/// <summary>Limits and checks, as a user of the API sets and asks for them.</summary>
public sealed class RiskTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly DataFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Limits_hold_in_their_scope_outlive_a_restart_and_every_check_says_what_it_found()
    {
        string account;
        await using (var trading = await TradingProcess.StartAsync(data.Path))
        {
            const string Csv = "timestamp,open,high,low,close,volume\n2024-07-02,10,10,10,10,5\n2024-07-03,10,10,10,10,5\n";
            await trading.Client.PostCsvAsync("/api/market/US/SPY/bars?interval=1d", Csv, Cancel);
            account = (await trading.Client.PostJsonAsync("/api/accounts", new { name = "By hand", initialBalance = 1000 }, Cancel)).Text("id");

            await PutAsync(trading, "user", new { maxOrderValue = 500, maxLeverage = "2" });
            await PutAsync(trading, $"account:{account}", new { maxOrderValue = 200, restricted = new[] { "US:QQQ" } });
        }

        await using var again = await TradingProcess.StartAsync(data.Path);
        var limits = await again.Client.GetJsonAsync($"/api/risk/limits?scope=account:{account}", Cancel);
        Assert.Equal(("200", "2", "US:QQQ"), (limits.GetProperty("limits").Text("maxOrderValue"), limits.GetProperty("inForce").Text("maxLeverage"), limits.GetProperty("inForce").GetProperty("restricted")[0].GetString()));
        Assert.Equal("500", (await again.Client.GetJsonAsync("/api/risk", Cancel)).GetProperty("limits").Text("maxOrderValue"));

        // 17 units at 10 are worth 170: 85 % of 200. 21 units exceed it.
        Assert.Equal(("warn", "200", "170"), await OrderValueAsync(again, account, 17));
        Assert.Equal(("deny", "200", "210"), await OrderValueAsync(again, account, 21));
    }

    [Fact]
    public async Task What_cannot_be_a_limit_a_scope_or_an_order_is_refused_by_field()
    {
        await using var trading = await TradingProcess.StartAsync(data.Path);

        foreach (var (scope, body, status, words) in new (string, object, HttpStatusCode, string[])[]
        {
            ("user", new { maxOrderValue = 0, maxLeverage = -1, tradingState = "open" }, HttpStatusCode.UnprocessableEntity, ["invalid-limits", "maxOrderValue is 0", "maxLeverage is -1", "tradingState is"]),
            ("user", new { maxOrderWorth = 5 }, HttpStatusCode.BadRequest, ["malformed-json", "maxOrderWorth"]),
            ("user", new { cooldownSeconds = "soon" }, HttpStatusCode.BadRequest, ["malformed-json", "cooldownSeconds"]),
            ("everybody", new { }, HttpStatusCode.UnprocessableEntity, ["invalid-scope", "everybody"]),
            ("account:none", new { }, HttpStatusCode.NotFound, ["unknown-scope"]),
            ("strategy:none", new { }, HttpStatusCode.NotFound, ["unknown-scope"]),
        })
        {
            using var answer = await trading.Client.PutAsJsonAsync($"/api/risk/limits?scope={scope}", body, Cancel);
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.Equal((scope, status), (scope, answer.StatusCode));
            Assert.All(words, word => Assert.Contains(word, text, StringComparison.Ordinal));
        }

        using var order = await trading.Client.PostAsJsonAsync("/api/risk/check", new { account = "none", market = "US", symbol = "SPY", side = "buy", quantity = 0 }, Cancel);
        var problem = await order.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, order.StatusCode);
        Assert.All(["invalid-order", "account is", "quantity is 0"], word => Assert.Contains(word, problem, StringComparison.Ordinal));
    }

    private static async Task PutAsync(TradingProcess trading, string scope, object limits)
    {
        using var answer = await trading.Client.PutAsJsonAsync($"/api/risk/limits?scope={scope}", limits, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static async Task<(string Verdict, string Limit, string Value)> OrderValueAsync(TradingProcess trading, string account, int quantity)
    {
        var answer = await trading.Client.PostJsonAsync("/api/risk/check", new { account, market = "US", symbol = "SPY", side = "buy", quantity }, Cancel);
        var check = answer.GetProperty("checks").EnumerateArray().Single(found => found.Text("check") == "order-value");
        Assert.Equal(check.Text("verdict") != "deny", answer.GetProperty("passed").GetBoolean());
        return (check.Text("verdict"), check.Text("limit"), check.Text("value"));
    }
}
