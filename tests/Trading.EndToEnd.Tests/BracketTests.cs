using System.Text.Json;
using static Trading.EndToEnd.Tests.OrdersByHandTests;

namespace Trading.EndToEnd.Tests;

/// <summary>A person enters positions with their exits, against bars that come later.</summary>
public sealed class BracketTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly DataFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task An_entry_brings_its_exits_of_which_only_one_trades()
    {
        await using var trading = await TradingProcess.StartAsync(data.Path);
        var client = trading.Client;
        await BarAsync(client, "2024-01-02,100,101,99,100,1000000");
        var account = (await SendAsync(client, HttpMethod.Post, "/api/accounts", "mine", """{"name":"By hand","initialBalance":100000}""", 201)).Text("id");

        // Filled at its limit of 98: the stop stands 5 % below, at 93.1, the target 10 % above, at 107.8.
        var entry = Entry(account, """{"stopLoss":{},"target":{"rate":0.1}}""");
        var first = (await SendAsync(client, HttpMethod.Post, "/api/orders", "first", entry, 202)).Text("id");
        Assert.Equal(first, (await SendAsync(client, HttpMethod.Post, "/api/orders", "first", entry, 202)).Text("id"));
        await UntilAsync(trading, first, "working");
        await BarAsync(client, "2024-01-03,99,99.5,97.5,98,1000000");
        var (stop, target) = await ExitsAsync(trading, first);
        Assert.Equal((93.1m, 100m, "stop-loss", first), (stop.Amount("stopPrice"), stop.Amount("quantity"), stop.Text("tag"), stop.Text("entry")));
        Assert.Equal((107.8m, 100m, "target", stop.Text("group")), (target.Amount("limitPrice"), target.Amount("quantity"), target.Text("tag"), target.Text("group")));

        // Both are reached by one bar: the stop trades first, as in a back-test, and ends the target.
        await BarAsync(client, "2024-01-04,98,110,92,100,1000000");
        await UntilAsync(trading, stop.Text("id"), "filled");
        await UntilAsync(trading, target.Text("id"), "cancelled");

        // A gap through the stop trades at the open, a gap over the target as well.
        var second = (await SendAsync(client, HttpMethod.Post, "/api/orders", "second", entry, 202)).Text("id");
        await UntilAsync(trading, second, "working");
        await BarAsync(client, "2024-01-05,99,99.5,97.5,98,1000000");
        (stop, target) = await ExitsAsync(trading, second);
        await BarAsync(client, "2024-01-08,90,120,85,100,1000000");
        await UntilAsync(trading, stop.Text("id"), "filled");
        await UntilAsync(trading, target.Text("id"), "cancelled");
        var gapped = (await client.GetJsonAsync($"/api/orders/{stop.Text("id")}", Cancel)).GetProperty("order");
        Assert.InRange(gapped.Amount("averagePrice"), 89.5m, 90m);

        var balance = await client.GetJsonAsync($"/api/accounts/{account}/balance", Cancel);
        Assert.Equal(6, (await client.GetJsonAsync($"/api/orders?account={account}", Cancel)).GetProperty("orders").GetArrayLength());
        Assert.InRange(balance.Amount("realisedProfit"), -1310m, -1290m);   // 100 times 4.9 and 100 times 8, and slippage
    }

    [Fact]
    public async Task Exits_that_make_no_sense_are_refused_by_field_and_leave_nothing_behind()
    {
        await using var trading = await TradingProcess.StartAsync(data.Path);
        var client = trading.Client;
        await BarAsync(client, "2024-01-02,100,101,99,100,1000000");
        var account = (await SendAsync(client, HttpMethod.Post, "/api/accounts", "mine", """{"name":"By hand","initialBalance":100000}""", 201)).Text("id");

        foreach (var (bracket, field, code) in new[]
        {
            ("{}", "bracket.stopLoss", "exits-missing"), ("""{"stopLoss":{"price":98}}""", "bracket.stopLoss", "stop-loss-on-wrong-side"),
            ("""{"target":{"price":97}}""", "bracket.target", "target-on-wrong-side"), ("""{"target":{}}""", "bracket.target", "target-missing"),
            ("""{"trailing":{"amount":0}}""", "bracket.trailing", "trailing-amount-out-of-range"), ("""{"stopLoss":{"rate":1.5}}""", "bracket.stopLoss", "stop-loss-rate-out-of-range"),
            ("""{"stopLoss":{"price":95.005}}""", "bracket.stopLoss", "stop-loss-off-tick"),
        })
        {
            var refused = await SendAsync(client, HttpMethod.Post, "/api/orders", "", Entry(account, bracket), 422);
            Assert.Equal((bracket, code), (bracket, refused.Text("code")));
            Assert.Equal(code, refused.GetProperty("codes").GetProperty(field)[0].GetString());
        }

        await SendAsync(client, HttpMethod.Post, "/api/orders", "", Entry(account, """{"stopLoss":{"percent":5}}"""), 400);
        Assert.Equal(0, (await client.GetJsonAsync("/api/orders", Cancel)).GetProperty("orders").GetArrayLength());
    }

    private static string Entry(string account, string bracket) =>
        $$"""{"account":"{{account}}","market":"US","symbol":"AAA","side":"buy","kind":"limit","quantity":100,"limitPrice":98,"tag":"dip","bracket":{{bracket}}}""";

    private static async Task<(JsonElement Stop, JsonElement Target)> ExitsAsync(TradingProcess trading, string entry)
    {
        List<JsonElement> exits = [];
        await trading.UntilAsync($"the exits of {entry} work", Limit, async () =>
        {
            var orders = (await trading.Client.GetJsonAsync("/api/orders?status=working", Cancel)).GetProperty("orders").EnumerateArray();
            exits = [.. orders.Where(order => order.TryGetProperty("entry", out var of) && of.GetString() == entry)];
            return exits.Count == 2;
        });
        return (exits.Single(exit => exit.Text("tag") == "stop-loss"), exits.Single(exit => exit.Text("tag") == "target"));
    }
}
