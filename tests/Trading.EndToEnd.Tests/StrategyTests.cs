using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Trading.EndToEnd.Tests;

/// <summary>A strategy from its first version on, as a user of the API works with it.</summary>
public sealed class StrategyTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly DataFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task A_strategy_is_stored_changed_compared_restored_tested_and_switched_off()
    {
        await using var trading = await TradingProcess.StartAsync(data.Path);
        await trading.Client.PostCsvAsync("/api/market/US/SYN/bars?interval=1d", KilledProcessTests.Synthetic(bars: 300), Cancel);
        var created = await trading.Client.PostJsonAsync("/api/strategies", Document("rsi(14) < 30", 0.05), Cancel);
        var path = $"/api/strategies/{created.Text("id")}";
        Assert.Equal((1, true), (created.GetProperty("version").GetInt32(), created.GetProperty("isActive").GetBoolean()));
        Assert.Equal(["passed", "passed", "passed", "passed"], created.GetProperty("checks").EnumerateArray().Select(check => check.Text("verdict")));

        Assert.Equal((HttpStatusCode.PreconditionRequired, "if-match-missing"), await PutAsync(trading.Client, path, null, 0.05));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid-if-match"), await PutAsync(trading.Client, path, "\"first\"", 0.05));
        Assert.Equal((HttpStatusCode.OK, ""), await PutAsync(trading.Client, path, "\"1\"", 0.08));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "strategy-changed"), await PutAsync(trading.Client, path, "\"1\"", 0.1));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "invalid-strategy"), await PutAsync(trading.Client, path, "\"2\"", -1));

        var differences = (await trading.Client.GetJsonAsync($"{path}/differences?from=1&to=2", Cancel)).GetProperty("differences");
        var one = Assert.Single(differences.EnumerateArray());
        Assert.Equal(
            ("strategy.exits.stop.value", 0.05, 0.08), (one.Text("field"), one.GetProperty("before").GetDouble(), one.GetProperty("after").GetDouble()));

        var restored = await trading.Client.PostJsonAsync($"{path}/versions/1/restore", new { }, Cancel);
        Assert.Equal(3, restored.GetProperty("version").GetInt32());
        var versions = (await trading.Client.GetJsonAsync($"{path}/versions", Cancel)).GetProperty("versions");
        Assert.Equal([3, 2, 1], versions.EnumerateArray().Select(version => version.GetProperty("version").GetInt32()));

        var backtest = await trading.Client.PostJsonAsync("/api/backtests", new { strategyId = created.Text("id"), strategyVersion = 2, initialCash = 1000 }, Cancel);
        var asked = await trading.Client.GetJsonAsync($"/api/backtests/{backtest.Text("id")}", Cancel);
        Assert.Equal((created.Text("id"), 2), (asked.Text("strategyId"), asked.GetProperty("strategyVersion").GetInt32()));

        var first = await trading.Client.PostJsonAsync("/api/backtests", new { strategyId = created.Text("id"), strategyVersion = 1, initialCash = 1000 }, Cancel);
        string[] ids = [backtest.Text("id"), first.Text("id")];
        await trading.UntilAsync("both back-tests are completed", TimeSpan.FromMinutes(1), async () =>
        {
            var states = await Task.WhenAll(ids.Select(one => trading.Client.GetJsonAsync($"/api/backtests/{one}", Cancel)));
            return states.All(state => state.Text("status") == "completed");
        });
        var comparison = await trading.Client.GetJsonAsync($"/api/backtests/compare?ids={string.Join(',', ids)}", Cancel);
        Assert.Equal((false, true), (comparison.GetProperty("sameStrategy").GetBoolean(), comparison.GetProperty("sameData").GetBoolean()));
        Assert.All(comparison.GetProperty("curves").EnumerateArray(), curve => Assert.Equal((300, 100), (curve.GetArrayLength(), curve[0].GetDouble())));
        foreach (var (query, status) in new[] { (ids[0], 422), ($"{ids[0]},{ids[0]}", 422), ($"{ids[0]},none", 404) })
        {
            using var wrong = await trading.Client.GetAsync($"/api/backtests/compare?ids={query}", Cancel);
            Assert.Equal((query, status), (query, (int)wrong.StatusCode));
        }

        await trading.Client.PostJsonAsync($"{path}/deactivate", new { }, Cancel);
        using var refused = await trading.Client.PostAsJsonAsync("/api/deployments", new { strategyId = created.Text("id"), initialCash = 1000 }, Cancel);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("is not active", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_strategy_with_parameters_is_tested_with_other_values_and_searched_over_its_ranges()
    {
        await using var trading = await TradingProcess.StartAsync(data.Path);
        await trading.Client.PostCsvAsync("/api/market/US/SYN/bars?interval=1d", KilledProcessTests.Synthetic(bars: 300), Cancel);
        var created = await trading.Client.PostJsonAsync("/api/strategies", new
        {
            name = "Cross", market = "US", symbols = new[] { "SYN" }, interval = "1d",
            strategy = new { entry = "sma($fast) crosses above sma($slow)", exit = "sma($fast) crosses below sma($slow)" },
            parameters = new object[] { new { name = "fast", @default = 5, from = 3, to = 9, step = 2 }, new { name = "slow", @default = 20 } },
        }, Cancel);
        var id = created.Text("id");
        Assert.Equal("sma($fast) crosses above sma($slow)", created.GetProperty("strategy").Text("entry"));
        Assert.Equal([5.0, 20.0], created.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("default").GetDouble()));

        var backtest = await trading.Client.PostJsonAsync("/api/backtests", new { strategyId = id, initialCash = 1000, parameters = new { FAST = 7 } }, Cancel);
        await trading.Client.PostJsonAsync("/api/backtests", new { market = "US", symbols = new[] { "SYN" }, interval = "1d", initialCash = 1000, strategy = new { entry = "close > sma(20)" } }, Cancel);
        var ofStrategy = Assert.Single((await trading.Client.GetJsonAsync($"/api/backtests?strategyId={id}", Cancel)).GetProperty("backtests").EnumerateArray());
        Assert.Equal((backtest.Text("id"), "sma(7) crosses above sma(20)"), (ofStrategy.Text("id"), ofStrategy.GetProperty("strategy").Text("entry")));

        var search = await trading.Client.PostJsonAsync("/api/optimisations", new { strategyId = id, initialCash = 1000 }, Cancel);
        var ended = default(JsonElement);
        await trading.UntilAsync("the search is completed", TimeSpan.FromMinutes(1), async () =>
        {
            ended = await trading.Client.GetJsonAsync($"/api/optimisations/{search.Text("id")}", Cancel);
            return ended.Text("status") == "completed";
        });
        Assert.Equal((4, id, 1), (ended.GetProperty("done").GetInt32(), ended.GetProperty("request").Text("strategyId"), ended.GetProperty("request").GetProperty("strategyVersion").GetInt32()));
        Assert.Equal("sma($fast) crosses above sma(20)", ended.GetProperty("request").GetProperty("strategy").Text("entry"));

        foreach (var (path, body, field) in new (string, object, string)[]
        {
            ("/api/backtests", new { strategyId = id, initialCash = 1000, parameters = new { quick = 7 } }, "parameters.quick"),
            ("/api/backtests", new { strategyId = id, initialCash = 1000, parameters = new { fast = -1 } }, "parameters"),
            ("/api/backtests", new { market = "US", symbols = new[] { "SYN" }, interval = "1d", initialCash = 1000, strategy = new { entry = "close > 1" }, parameters = new { fast = 1 } }, "parameters"),
            ("/api/optimisations", new { strategyId = id, name = "Mine", initialCash = 1000 }, "strategyId"),
            ("/api/optimisations", new { strategyId = "none", initialCash = 1000 }, "strategyId"),
            ("/api/optimisations", new { strategyId = id, strategyVersion = 2, initialCash = 1000 }, "strategyVersion"),
        })
        {
            using var refused = await trading.Client.PostAsJsonAsync(path, body, Cancel);
            var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Cancel);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, field), (refused.StatusCode, string.Join(' ', problem.GetProperty("errors").EnumerateObject().Select(error => error.Name))));
        }
    }

    [Fact]
    public async Task The_schema_of_a_strategy_names_every_field_that_one_may_have()
    {
        await using var trading = await TradingProcess.StartAsync(data.Path);
        var schema = await trading.Client.GetJsonAsync("/api/strategies/schema", Cancel);

        Assert.Equal(
            ["costs", "description", "interval", "kind", "market", "name", "parameters", "segment", "strategy", "symbols"],
            schema.GetProperty("properties").EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        Assert.Contains("ibkrFixed", schema.GetProperty("properties").GetProperty("costs").GetProperty("properties").GetProperty("preset").GetProperty("enum").ToString(), StringComparison.Ordinal);
        Assert.Contains("koreanFund", schema.GetProperty("properties").GetProperty("segment").GetProperty("enum").ToString(), StringComparison.Ordinal);
        var rules = schema.GetProperty("properties").GetProperty("strategy").GetProperty("properties");
        Assert.Equal(
            ["entry", "exit", "exits", "maxPositions", "ranking", "shortEntry", "shortExit", "sizing"],
            rules.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
        Assert.Contains("volatilityTarget", rules.GetProperty("sizing").GetProperty("properties").GetProperty("kind").GetProperty("enum").ToString(), StringComparison.Ordinal);
    }

    private static object Document(string entry, double stop) => new
    {
        name = "Dip", market = "US", symbols = new[] { "SYN" }, interval = "1d", strategy = new { entry, exit = "close > sma(20)", exits = new { stop = new { value = stop } } },
    };

    private static async Task<(HttpStatusCode Status, string Code)> PutAsync(HttpClient client, string path, string? tag, double stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(Document("rsi(14) < 30", stop)) };
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        using var answer = await client.SendAsync(request, Cancel);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        return (answer.StatusCode, answer.IsSuccessStatusCode ? "" : body.Text("code"));
    }
}
