using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Trading.EndToEnd.Tests;

/// <summary>Screens over the API of the real program, kept and run, on good and on bad input.</summary>
public sealed class ScreenTests(ServedProgram program) : IClassFixture<ServedProgram>, IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private HttpClient Client => program.Trading.Client;

    public async ValueTask InitializeAsync()
    {
        foreach (var (symbol, last) in new[] { ("UP", 12), ("FAR", 15), ("DOWN", 8) })
            await Client.PostCsvAsync($"/api/market/US/{symbol}/bars?interval=1d", Bars(10, last), Cancel);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_screen_is_run_kept_run_by_name_changed_and_removed()
    {
        var once = await Client.PostJsonAsync("/api/screens/run", Rising("ignored"), Cancel);
        Assert.Equal(["FAR", "UP"], Symbols(once));
        Assert.Equal((3, 2), (once.GetProperty("screened").GetInt32(), once.GetProperty("matched").GetInt32()));

        var kept = await Client.PostJsonAsync("/api/screens", Rising("Rising today"), Cancel);
        var path = $"/api/screens/{kept.Text("id")}";
        Assert.Equal(["FAR", "UP"], Symbols(await Client.PostJsonAsync("/api/screens/rising%20TODAY/run", new { }, Cancel)));
        Assert.Equal(["FAR", "UP"], Symbols(await Client.PostJsonAsync($"{path}/run", new { }, Cancel)));

        Assert.Equal(HttpStatusCode.PreconditionRequired, await PutAsync(path, null, Rising("Rising")));
        Assert.Equal(HttpStatusCode.OK, await PutAsync(path, "\"1\"", Rising("Rising")));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await PutAsync(path, "\"1\"", Rising("Later")));
        var stored = Assert.Single((await Client.GetJsonAsync("/api/screens", Cancel)).GetProperty("screens").EnumerateArray());
        Assert.Equal(("Rising", 2), (stored.Text("name"), stored.GetProperty("version").GetInt32()));

        using (var taken = await Client.PostAsJsonAsync("/api/screens", Rising("RISING"), Cancel))
            Assert.Equal((HttpStatusCode.Conflict, "screen-name-taken"), (taken.StatusCode, (await taken.Content.ReadFromJsonAsync<JsonElement>(Cancel)).Text("code")));
        using (var removed = await Client.DeleteAsync(path, Cancel))
            Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using (var gone = await Client.PostAsync($"{path}/run", null, Cancel))
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task What_is_found_comes_as_csv_and_as_of_a_past_day()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/screens/run?at=2024-01-02") { Content = JsonContent.Create(new { market = "US", conditions = new[] { "close > 1" }, columns = new[] { "max(close, 11)" } }) };
        request.Headers.Accept.ParseAdd("text/csv");
        using var answer = await Client.SendAsync(request, Cancel);

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            "symbol,timestamp,close,\"max(close, 11)\"\nDOWN,2024-01-02,10,11\nFAR,2024-01-02,10,11\nUP,2024-01-02,10,11\n",
            await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Theory]
    [InlineData("""{"market":"US"}""", "", "conditions")]
    [InlineData("""{"market":"XX","conditions":["close > 1"]}""", "", "market")]
    [InlineData("""{"market":"US","conditions":["close > 1","profit% > 5"]}""", "", "conditions[1]")]
    [InlineData("""{"market":"US","conditions":["close >"]}""", "", "conditions[0]")]
    [InlineData("""{"market":"US","conditions":[null]}""", "", "conditions[0]")]
    [InlineData("""{"market":"US","conditions":["close > 1"],"ranking":{}}""", "", "ranking.expression")]
    [InlineData("""{"market":"US","conditions":["close > 1"],"columns":["close > 1"]}""", "", "columns[0]")]
    [InlineData("""{"market":"US","conditions":["close > 1"],"symbols":["A B"]}""", "", "symbols")]
    [InlineData("""{"market":"US","conditions":["close > 1"],"limit":0}""", "", "limit")]
    [InlineData("""{"market":"US","conditions":["close > 1"],"maxAgeDays":-1}""", "", "maxAgeDays")]
    [InlineData("""{"market":"US","conditions":["close > 1"],"interval":"2d"}""", "", "interval")]
    [InlineData("""{"market":"US","conditions":["close > 1"]}""", "?at=yesterday", "at")]
    public async Task Bad_input_names_the_field(string body, string query, string field)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var refused = await Client.PostAsync($"/api/screens/run{query}", content, Cancel);

        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "invalid-screen"), (refused.StatusCode, problem.Text("code")));
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    private static object Rising(string name) => new
    {
        name, market = "US", conditions = new[] { "close > close[1]" }, ranking = new { expression = "close", highestFirst = true },
    };

    private static string Bars(double first, double last) =>
        FormattableString.Invariant($"timestamp,open,high,low,close,volume\n2024-01-02,{first},{first},{first},{first},5\n2024-01-03,{last},{last},{last},{last},5\n");

    private static IEnumerable<string> Symbols(JsonElement result) => result.GetProperty("matches").EnumerateArray().Select(match => match.Text("symbol"));

    private async Task<HttpStatusCode> PutAsync(string path, string? ifMatch, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await Client.SendAsync(request, Cancel);
        return response.StatusCode;
    }
}
