using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Trading.EndToEnd.Tests;

/// <summary>The catalogue, indicators over stored bars, and rules over the API of the real program, on good and on bad input.</summary>
public sealed class IndicatorTests(ServedProgram program) : IClassFixture<ServedProgram>, IAsyncLifetime
{
    private const string Days = "timestamp,open,high,low,close,volume\n2024-01-02,1,1,1,1,5\n2024-01-03,2,2,2,2,5\n2024-01-04,4,4,4,4,5\n2024-01-05,8,8,8,8,5\n";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private HttpClient Client => program.Trading.Client;

    public async ValueTask InitializeAsync()
    {
        using var content = new StringContent(Days, new MediaTypeHeaderValue("text/csv"));
        using var answer = await Client.PostAsync("/api/market/US/SPY/bars?interval=1d", content, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_catalogue_says_of_each_indicator_what_a_caller_must_know()
    {
        var all = (await Client.GetJsonAsync("/api/indicators", Cancel)).GetProperty("indicators");
        var averages = (await Client.GetJsonAsync("/api/indicators?group=Average", Cancel)).GetProperty("indicators");
        var macd = await Client.GetJsonAsync("/api/indicators/MACD", Cancel);
        using var wrong = await Client.GetAsync("/api/indicators?group=magic", Cancel);
        using var unknown = await Client.GetAsync("/api/indicators/none", Cancel);

        Assert.Contains(all.EnumerateArray(), indicator => indicator.GetProperty("name").GetString() == "rsi");
        Assert.All(averages.EnumerateArray(), indicator => Assert.Equal("average", indicator.GetProperty("group").GetString()));
        Assert.Equal(["fast", "slow", "signal"], macd.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()));
        Assert.Equal([12.0, 26, 9], macd.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("default").GetDouble()));
        Assert.Equal(["fast below slow"], macd.GetProperty("constraints").EnumerateArray().Select(constraint => constraint.GetString()));
        Assert.Equal(["macd", "signal", "histogram"], macd.GetProperty("outputs").EnumerateArray().Select(output => output.GetProperty("name").GetString()));
        Assert.Equal(33, macd.GetProperty("warmup").GetInt32());   // 26 + 9 - 2: golden files of both libraries begin there
        Assert.Equal(["close"], macd.GetProperty("inputs").EnumerateArray().Select(input => input.GetString()));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.NotFound), (wrong.StatusCode, unknown.StatusCode));
    }

    [Fact]
    public async Task Values_of_a_range_come_from_the_bars_before_it_in_pages_and_null_where_there_are_none()
    {
        const string Path = "/api/market/us/spy/indicators?interval=1d&call=sma(2)&call=close[2]%2F2&call=SPX:close";

        var first = await Client.GetJsonAsync($"{Path}&from=2024-01-03&to=2024-01-05&limit=1", Cancel);
        var second = await Client.GetJsonAsync($"{Path}&to=2024-01-05&continuation={first.GetProperty("continuation").GetString()}", Cancel);

        Assert.Equal(["sma", "value", "value"], first.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("name").GetString()));
        Assert.Equal(["2024-01-03T00:00:00Z:[1.5,null,null]"], Rows(first));
        Assert.Equal(["2024-01-04T00:00:00Z:[3,0.5,null]"], Rows(second));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("continuation").ValueKind);
        Assert.Equal("missingData", first.GetProperty("missing")[0].GetProperty("kind").GetString());
    }

    [Theory]
    [InlineData("/api/market/US/SPY/indicators?interval=1d", HttpStatusCode.UnprocessableEntity, "invalid-call")]
    [InlineData("/api/market/US/SPY/indicators?interval=1d&call=rsi(0)", HttpStatusCode.UnprocessableEntity, "invalid-call")]
    [InlineData("/api/market/US/SPY/indicators?interval=1d&call=close&limit=0", HttpStatusCode.UnprocessableEntity, "invalid-limit")]
    [InlineData("/api/market/US/SPY/indicators?interval=1d&call=close&from=then", HttpStatusCode.UnprocessableEntity, "invalid-time")]
    [InlineData("/api/market/US/NONE/indicators?interval=1d&call=close", HttpStatusCode.NotFound, "unknown-symbol")]
    [InlineData("/api/market/US/SPY/snapshots?interval=1h", HttpStatusCode.UnprocessableEntity, "invalid-interval")]
    [InlineData("/api/market/US/NONE/snapshots?interval=1d", HttpStatusCode.NotFound, "unknown-symbol")]
    public async Task What_cannot_be_computed_is_refused_with_a_stable_code(string path, HttpStatusCode status, string code)
    {
        using var answer = await Client.GetAsync(path, Cancel);

        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;
        Assert.Equal((status, code), (answer.StatusCode, problem.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Kept_indicators_are_given_for_the_newest_day_of_a_market_and_for_every_day_of_a_symbol()
    {
        var newest = (await Client.GetJsonAsync("/api/market/US/snapshot?interval=1d", Cancel)).GetProperty("symbols");
        var days = (await Client.GetJsonAsync("/api/market/US/SPY/snapshots?interval=1d&from=2024-01-03&to=2024-01-05", Cancel)).GetProperty("days");

        Assert.Equal(15.0, Assert.Single(newest.EnumerateArray()).GetProperty("indicators").GetProperty("obv").GetDouble());   // three rises of 5 units
        Assert.Equal([5.0, 10.0], days.EnumerateArray().Select(day => day.GetProperty("indicators").GetProperty("obv").GetDouble()));
        Assert.All(days.EnumerateArray(), day => Assert.Equal(JsonValueKind.Null, day.GetProperty("indicators").GetProperty("rsi").ValueKind));
    }

    [Fact]
    public async Task A_rule_is_checked_to_its_canonical_form_or_to_every_error()
    {
        var (_, good) = await PostAsync("/api/rules/check", """{"text":"RSI<30 and close > 1d: sma(200)","interval":"1h"}""");
        var (status, bad) = await PostAsync("/api/rules/check", """{"text":"clsoe > 1 and rsi(14) = 30"}""");
        var (missing, problem) = await PostAsync("/api/rules/check", "{}");

        Assert.True(good.GetProperty("isRule").GetBoolean());
        Assert.Equal("rsi(14) < 30 and close > 1d: sma(200)", good.GetProperty("canonical").GetString());
        Assert.Equal("1d", good.GetProperty("series")[0].GetProperty("interval").GetString());
        Assert.Equal((HttpStatusCode.OK, false), (status, bad.GetProperty("isRule").GetBoolean()));
        Assert.Equal([1, 23], bad.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("position").GetInt32()));
        Assert.Equal("close", bad.GetProperty("errors")[0].GetProperty("nearest").GetString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, missing);
        Assert.True(problem.GetProperty("errors").TryGetProperty("text", out _));
    }

    [Fact]
    public async Task A_rule_is_explained_at_a_stored_bar_however_deep_it_is()
    {
        var nested = string.Concat(Enumerable.Repeat("not (close > 99 and ", 20)) + "close > 3" + new string(')', 20);

        var (_, at) = await PostAsync("/api/rules/explain", """{"text":"close > 3 and sma(2) < 1","market":"US","symbol":"SPY","at":"2024-01-04"}""");
        var (status, deep) = await PostAsync("/api/rules/explain", $$"""{"text":"{{nested}}","market":"US","symbol":"SPY"}""");

        Assert.Equal("2024-01-04T00:00:00Z", at.GetProperty("time").GetString());
        Assert.Equal(("fails", "and"), (at.GetProperty("rule").GetProperty("truth").GetString(), at.GetProperty("rule").GetProperty("joint").GetString()));
        var leaf = at.GetProperty("rule").GetProperty("parts")[1].GetProperty("leaf");
        Assert.Equal((3.0, 1.0, 2.0), (leaf.GetProperty("value").GetDouble(), leaf.GetProperty("threshold").GetDouble(), leaf.GetProperty("distance").GetDouble()));
        Assert.Equal((HttpStatusCode.OK, "holds"), (status, deep.GetProperty("rule").GetProperty("truth").GetString()));
    }

    [Theory]
    [InlineData("""{"text":"clsoe > 1","market":"US","symbol":"SPY"}""", "text")]
    [InlineData("""{"text":"close > 1","market":"MARS","symbol":"SPY"}""", "market")]
    [InlineData("""{"text":"close > 1","market":"US","symbol":"NONE"}""", "symbol")]
    [InlineData("""{"text":"close > 1","market":"US","symbol":"SPY","interval":"2w"}""", "interval")]
    [InlineData("""{"text":"close > 1","market":"US","symbol":"SPY","at":"then"}""", "at")]
    [InlineData("""{"text":"close > 1","market":"US","symbol":"SPY","at":"2023-01-01"}""", "at")]
    public async Task What_cannot_be_explained_is_refused_by_field(string body, string field)
    {
        var (status, problem) = await PostAsync("/api/rules/explain", body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    private static IEnumerable<string> Rows(JsonElement page) =>
        page.GetProperty("rows").EnumerateArray().Select(row => $"{row.GetProperty("time").GetString()}:{row.GetProperty("values").GetRawText()}");

    private async Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await Client.PostAsync(path, content, Cancel);
        // As deep as a rule may nest.
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel), new JsonDocumentOptions { MaxDepth = 128 }).RootElement);
    }
}
