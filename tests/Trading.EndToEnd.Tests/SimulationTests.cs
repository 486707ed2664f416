using System.Net;
using System.Net.Http.Json;

namespace Trading.EndToEnd.Tests;

/// <summary>A strategy goes through stored bars by way of the whole program, and the answer says how that compares with its back-test.</summary>
public sealed class SimulationTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly DataFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task A_simulation_ends_with_a_report_like_a_back_test_and_a_certificate_of_parity()
    {
        await using var trading = await TradingProcess.StartAsync(data.Path);
        var client = trading.Client;
        await client.PostCsvAsync("/api/market/US/SYN/bars?interval=1d", KilledProcessTests.Synthetic(bars: 120), Cancel);
        var draft = new Dictionary<string, object>
        {
            ["name"] = "Cross", ["market"] = "US", ["symbols"] = new[] { "SYN" }, ["interval"] = "1d", ["initialCash"] = 100_000,
            ["strategy"] = new { entry = "close > sma(5)", exit = "close < sma(5)" }, ["costs"] = new { commissionRate = 0.001, slippageRate = 0.0005 },
        };
        foreach (var (field, value) in new (string, object)[] { ("from", "2050-01-01"), ("from", "soon"), ("initialCash", -1), ("strategyId", "none") })
        {
            using var refused = await client.PostAsJsonAsync("/api/simulations", new Dictionary<string, object>(draft) { [field] = value }, Cancel);
            Assert.Equal((field, HttpStatusCode.UnprocessableEntity), (field, refused.StatusCode));
            Assert.Contains($"\"{field}\":", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }

        var path = $"/api/simulations/{(await client.PostJsonAsync("/api/simulations", draft, Cancel)).Text("id")}";
        await trading.UntilAsync("the simulation has ended", TimeSpan.FromMinutes(1), async () =>
            (await client.GetJsonAsync(path, Cancel)).GetProperty("simulation").Text("status") == "completed");

        var found = await client.GetJsonAsync(path, Cancel);
        var (result, parity) = (found.GetProperty("result"), found.GetProperty("parity"));
        Assert.Equal(120, result.GetProperty("bars").GetInt32());
        Assert.Equal((1, true, 0), (parity.GetProperty("signalMatch").GetDouble(), parity.GetProperty("holds").GetBoolean(), parity.GetProperty("differences").GetArrayLength()));
        Assert.Equal(parity.GetProperty("fillsExpected").GetInt32(), parity.GetProperty("fillsEqual").GetInt32());
        Assert.Equal((double)found.GetProperty("simulation").Amount("equity"), result.GetProperty("finalEquity").GetDouble(), 1e-6);
        Assert.Equal(120, (await client.GetJsonAsync($"{path}/equity", Cancel)).GetProperty("points").GetArrayLength());
        var trades = (await client.GetJsonAsync($"{path}/trades", Cancel)).GetProperty("trades").GetArrayLength();
        Assert.Equal(result.GetProperty("sells").GetInt32() + (result.GetProperty("hasOpenPosition").GetBoolean() ? 1 : 0), trades);
        Assert.Equal("Cross", (await client.GetJsonAsync($"{path}/report", Cancel)).GetProperty("run").Text("name"));
        Assert.Contains("A simulation through the whole platform", await client.GetStringAsync($"{path}/report?format=html", Cancel), StringComparison.Ordinal);
        Assert.Single((await client.GetJsonAsync("/api/simulations", Cancel)).GetProperty("simulations").EnumerateArray());
        using var missing = await client.GetAsync("/api/simulations/none/report", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }
}
