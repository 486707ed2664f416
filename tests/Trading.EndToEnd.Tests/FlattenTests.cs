using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Trading.EndToEnd.Tests;

/// <summary>An account is flattened over the API, by itself and by the kill switch, and a killed process keeps neither from ending.</summary>
public sealed class FlattenTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly DataFolder data = new();
    private int day = 1;

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Orders_are_cancelled_and_positions_closed_across_a_kill_and_the_switch_lets_nothing_else_leave()
    {
        string account;
        await using (var trading = await TradingProcess.StartAsync(data.Path))
        {
            await BarAsync(trading, "100,101,99,100");
            account = (await trading.Client.PostJsonAsync("/api/accounts", new { name = "By hand", initialBalance = 100_000 }, Cancel)).Text("id");
            await HoldAsync(trading, account);
            var stop = await PlaceAsync(trading, account, new { side = "sell", kind = "stop", stopPrice = 90 });
            Assert.Equal(HttpStatusCode.NotFound, (await trading.Client.PostAsync("/api/accounts/none/flatten", null, Cancel)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await trading.Client.GetAsync($"/api/accounts/{account}/flatten", Cancel)).StatusCode);

            var begun = await trading.Client.PostJsonAsync($"/api/accounts/{account}/flatten", new { }, Cancel);
            Assert.Equal(("closing", "100"), (begun.Text("status"), begun.GetProperty("positions")[0].Text("quantity")));
            Assert.Equal("cancelled", await StatusAsync(trading, stop));
            Assert.Equal(begun.Text("id"), (await trading.Client.PostJsonAsync("/api/orders/flatten", new { }, Cancel)).GetProperty("flattenings")[0].Text("id"));
            await AssertNothingLeavesAsync(trading, account);
            await trading.KillAsync();
        }

        await using var again = await TradingProcess.StartAsync(data.Path);
        await UntilWorkingAsync(again);
        await BarAsync(again, "100,101,99,100");
        await FlatAsync(again, account);

        // Once more by the kill switch of the account, at the level that closes positions.
        await HoldAsync(again, account);
        using (var wrong = await again.Client.PutAsJsonAsync("/api/risk/kill-switch/none", new { engaged = true, reason = "drill" }, Cancel))
            Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);
        using (var wrong = await again.Client.PutAsJsonAsync($"/api/risk/kill-switch/{account}", new { engaged = false, level = "flatten", reason = "drill" }, Cancel))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using var pressed = await again.Client.PutAsJsonAsync($"/api/risk/kill-switch/{account}", new { engaged = true, level = "flatten", reason = "drill" }, Cancel);
        var state = await pressed.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal(account, state.GetProperty("flattened").GetProperty("flattenings")[0].Text("account"));
        Assert.Equal(("flatten", false), (state.GetProperty("accountKillSwitches")[0].Text("level"), state.GetProperty("killSwitch").GetProperty("engaged").GetBoolean()));
        await UntilWorkingAsync(again);
        await AssertNothingLeavesAsync(again, account);
        await BarAsync(again, "100,101,99,100");
        await FlatAsync(again, account);
    }

    /// <summary>Another order is denied, or taken back by the flattening before it came to its checks; either way no broker has seen it.</summary>
    private static async Task AssertNothingLeavesAsync(TradingProcess trading, string account)
    {
        var order = await PlaceAsync(trading, account, new { side = "buy", kind = "market" });
        Assert.Contains(await UntilNotAsync(trading, order, "created"), new[] { "riskDenied", "cancelled" });
        Assert.Equal(JsonValueKind.Null, (await trading.Client.GetJsonAsync($"/api/orders/{order}", Cancel)).GetProperty("order").GetProperty("brokerOrderId").ValueKind);
    }

    private async Task HoldAsync(TradingProcess trading, string account)
    {
        var entry = await PlaceAsync(trading, account, new { side = "buy", kind = "market" });
        await UntilNotAsync(trading, entry, "created", "submitting", "submitted");
        await BarAsync(trading, "100,101,99,100");
        await trading.UntilAsync("the entry is booked", Limit, async () =>
            (await trading.Client.GetJsonAsync($"/api/orders/{entry}", Cancel)).GetProperty("order") is var order && order.Text("status") == "filled" && order.GetProperty("isSettled").GetBoolean());
    }

    private static Task FlatAsync(TradingProcess trading, string account) => trading.UntilAsync("the account is flat", Limit, async () =>
        (await trading.Client.GetJsonAsync($"/api/accounts/{account}/flatten", Cancel)).Text("status") == "flat" &&
        (await trading.Client.GetJsonAsync($"/api/accounts/{account}/balance", Cancel)).Amount("marketValue") == 0);

    private static Task UntilWorkingAsync(TradingProcess trading) => trading.UntilAsync("the closing order works", Limit, async () =>
        (await trading.Client.GetJsonAsync("/api/orders?status=working", Cancel)).GetProperty("orders").EnumerateArray().Any(order => order.Text("tag") == "flatten"));

    private static async Task<string> PlaceAsync(TradingProcess trading, string account, object order)
    {
        var body = JsonSerializer.SerializeToNode(order)!.AsObject();
        (body["account"], body["market"], body["symbol"], body["quantity"]) = (account, "US", "AAA", 100);
        var made = await trading.Client.PostJsonAsync("/api/orders", body, Cancel);
        await UntilNotAsync(trading, made.Text("id"), "created", "submitting", "submitted");
        return made.Text("id");
    }

    private static async Task<string> UntilNotAsync(TradingProcess trading, string order, params string[] statuses)
    {
        var status = "";
        await trading.UntilAsync($"order {order} is no longer {string.Join(" or ", statuses)}", Limit, async () =>
        {
            status = await StatusAsync(trading, order);
            return !statuses.Contains(status);
        });
        return status;
    }

    private static async Task<string> StatusAsync(TradingProcess trading, string order) =>
        (await trading.Client.GetJsonAsync($"/api/orders/{order}", Cancel)).GetProperty("order").Text("status");

    private Task BarAsync(TradingProcess trading, string prices) => trading.Client.PostCsvAsync(
        "/api/market/US/AAA/bars?interval=1d", $"timestamp,open,high,low,close,volume\n2024-01-{++day:00},{prices},1000000\n", Cancel);
}
