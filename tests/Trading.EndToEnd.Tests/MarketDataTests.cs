using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Trading.EndToEnd.Tests;

/// <summary>Bars, strategies and back-tests over the API of the real program, on good and on bad input.</summary>
public sealed class MarketDataTests(ServedProgram program) : IClassFixture<ServedProgram>
{
    private const string Header = "timestamp,open,high,low,close,volume\n";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private HttpClient Client => program.Trading.Client;

    [Fact]
    public async Task Bars_are_given_back_as_they_were_imported_in_json_and_csv()
    {
        const string Csv = Header + "2024-01-02,0.1,0.30000000000000004,0.1,0.2,5\n2024-01-03,1E-07,2.5,1E-07,2.5,123456789012\n2024-01-04,1,1,1,1,0\n";

        var (imported, answer) = await PostCsvAsync("/api/market/us/spy/bars?interval=1d", Csv);
        var page = await Client.GetJsonAsync("/api/market/US/SPY/bars?interval=1d&from=2024-01-02&to=2024-01-04", Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/market/US/SPY/bars?interval=1d");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));
        using var csv = await Client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.OK, imported);
        Assert.Equal((3, 0), (answer.GetProperty("imported").GetInt32(), answer.GetProperty("rejected").GetInt32()));
        Assert.Equal(["2024-01-02T00:00:00Z", "2024-01-03T00:00:00Z"], page.GetProperty("bars").EnumerateArray().Select(bar => bar.GetProperty("time").GetString()));
        Assert.Equal(0.30000000000000004, page.GetProperty("bars")[0].GetProperty("high").GetDouble());
        Assert.Equal(JsonValueKind.Null, page.GetProperty("continuation").ValueKind);
        Assert.Equal("text/csv", csv.Content.Headers.ContentType!.MediaType);
        Assert.Equal(Csv, await csv.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task A_file_with_a_bad_row_is_refused_whole_with_errors_by_line_unless_in_quarantine()
    {
        const string Csv = Header + "2024-01-02,1,2,1,2,5\n2024-01-03,2,1,2,3,5\n";

        var (refused, problem) = await PostCsvAsync("/api/market/US/ROW/bars?interval=1d", Csv);
        using var nothing = await Client.GetAsync("/api/market/US/ROW/bars?interval=1d", Cancel);
        var (accepted, answer) = await PostCsvAsync("/api/market/US/ROW/bars?interval=1d&onError=quarantine", Csv);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.NotFound, HttpStatusCode.OK), (refused, nothing.StatusCode, accepted));
        Assert.Equal("bad-rows", problem.GetProperty("code").GetString());
        Assert.StartsWith("high is 1", problem.GetProperty("errors").GetProperty("3")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal((1, 1), (answer.GetProperty("imported").GetInt32(), answer.GetProperty("rejected").GetInt32()));
        Assert.True(answer.GetProperty("errors").TryGetProperty("3", out _));
    }

    [Theory]
    [InlineData("/api/market/US/SPY/bars?interval=1d", "application/json", HttpStatusCode.UnsupportedMediaType, "unsupported-media-type")]
    [InlineData("/api/market/US/SPY/bars", "text/csv", HttpStatusCode.UnprocessableEntity, "invalid-interval")]
    [InlineData("/api/market/US/S%20PY/bars?interval=1d", "text/csv", HttpStatusCode.UnprocessableEntity, "invalid-symbol")]
    [InlineData("/api/market/MARS/SPY/bars?interval=1d", "text/csv", HttpStatusCode.NotFound, "unknown-market")]
    [InlineData("/api/market/US/SPY/bars?interval=1d&onError=guess", "text/csv", HttpStatusCode.UnprocessableEntity, "invalid-on-error")]
    [InlineData("/api/market/US/SPY/bars?interval=1d", "text/csv", HttpStatusCode.UnprocessableEntity, "unreadable-file")]
    public async Task What_is_no_import_is_refused_with_a_stable_code(string path, string contentType, HttpStatusCode status, string code)
    {
        using var content = new StringContent("no bars", new MediaTypeHeaderValue(contentType));
        using var answer = await Client.PostAsync(path, content, Cancel);

        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;
        Assert.Equal((status, code), (answer.StatusCode, problem.GetProperty("code").GetString()));
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_back_test_runs_to_its_result_and_the_demo_is_marked_as_synthetic()
    {
        using var demo = await Client.PostAsync("/api/demo", null, Cancel);
        Assert.Equal(HttpStatusCode.OK, demo.StatusCode);

        using var accepted = await PostAsync("/api/backtests", BacktestOf("DEMO"), "same-key");
        using var repeated = await PostAsync("/api/backtests", BacktestOf("DEMO"), "same-key");
        Assert.Equal((HttpStatusCode.Accepted, accepted.Headers.Location), (repeated.StatusCode, repeated.Headers.Location));
        var location = accepted.Headers.Location!.ToString();
        JsonElement state = default;
        await Wait.ForAsync(
            async () => (state = await Client.GetJsonAsync(location, Cancel)).GetProperty("status").GetString() is "completed" or "failed",
            TimeSpan.FromMinutes(5), () => $"The back-test does not end: {state}", Cancel);

        Assert.Equal(("completed", 1.0, true),
            (state.GetProperty("status").GetString(), state.GetProperty("progress").GetDouble(), state.GetProperty("synthetic").GetBoolean()));
        var result = state.GetProperty("result");
        var points = (await Client.GetJsonAsync($"{location}/equity", Cancel)).GetProperty("points");
        var trades = (await Client.GetJsonAsync($"{location}/trades", Cancel)).GetProperty("trades");
        Assert.Equal((2520, result.GetProperty("finalEquity").GetDouble()), (points.GetArrayLength(), points[2519].GetProperty("equity").GetDouble()));
        Assert.Equal(result.GetProperty("buys").GetInt32(), trades.GetArrayLength());
        Assert.Single(await BacktestsAsync());
    }

    [Theory]
    [InlineData("NONE", "close > 1", "symbols")]
    [InlineData("DEMO", "close >> 1", "strategy.entry")]
    public async Task A_back_test_that_cannot_be_made_is_refused_by_field_before_anything_is_scheduled(string symbol, string entry, string field)
    {
        using var demo = await Client.PostAsync("/api/demo", null, Cancel);
        var before = await BacktestsAsync();

        using var answer = await PostAsync("/api/backtests", BacktestOf(symbol).Replace("sma(10) crosses above sma(30)", entry, StringComparison.Ordinal), null);

        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
        Assert.Equal(before.Count, (await BacktestsAsync()).Count);
    }

    private static string BacktestOf(string symbol) =>
        $$$"""{"market":"US","symbols":["{{{symbol}}}"],"interval":"1d","initialCash":"1000000","strategy":{"entry":"sma(10) crosses above sma(30)","exit":"sma(10) crosses below sma(30)"}}""";

    private async Task<List<JsonElement>> BacktestsAsync() => [.. (await Client.GetJsonAsync("/api/backtests", Cancel)).GetProperty("backtests").EnumerateArray()];

    private async Task<HttpResponseMessage> PostAsync(string path, string json, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await Client.SendAsync(request, Cancel);
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> PostCsvAsync(string path, string csv)
    {
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        using var answer = await Client.PostAsync(path, content, Cancel);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement);
    }
}
