using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Trading.EndToEnd.Tests;

/// <summary>Templates over the API of the real program, on good and on bad input.</summary>
public sealed class TemplateTests(ServedProgram program) : IClassFixture<ServedProgram>, IAsyncLifetime
{
    private const string Stored = "market=US&symbols=WAVE&interval=1d";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private HttpClient Client => program.Trading.Client;

    public async ValueTask InitializeAsync() => await Client.PostCsvAsync("/api/market/US/WAVE/bars?interval=1d", Wave(), Cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_a_template_holds_is_accepted_where_it_is_sent()
    {
        var all = (await Client.GetJsonAsync("/api/templates", Cancel)).GetProperty("templates").EnumerateArray().ToList();

        Assert.Equal(14, all.Count);
        foreach (var id in all.Select(template => template.Text("id")))
        {
            var template = await Client.GetJsonAsync($"/api/templates/{id}?{Stored}", Cancel);
            await Client.PostJsonAsync("/api/strategies", template.GetProperty("strategy"), Cancel);
            await Client.PostJsonAsync("/api/screens/run", template.GetProperty("screen"), Cancel);
            Assert.StartsWith("# ", template.Text("explanation"), StringComparison.Ordinal);
        }

        var crossover = await Client.GetJsonAsync($"/api/templates/ma-crossover?{Stored}", Cancel);
        await Client.PostJsonAsync("/api/backtests", crossover.GetProperty("backtest"), Cancel);
        await Client.PostJsonAsync("/api/optimisations", crossover.GetProperty("optimisation"), Cancel);
        await Client.PostJsonAsync("/api/optimisations", (await Client.GetJsonAsync($"/api/templates/turtle-breakout?{Stored}", Cancel)).GetProperty("optimisation"), Cancel);
        Assert.Equal(JsonValueKind.Null, (await Client.GetJsonAsync("/api/templates/relative-strength-rotation", Cancel)).GetProperty("optimisation").ValueKind);
    }

    [Fact]
    public async Task A_sample_report_on_generated_prices_says_so_and_counts_nothing()
    {
        var report = await Client.GetJsonAsync("/api/templates/relative-strength-rotation/report", Cancel);

        Assert.True(report.GetProperty("run").GetProperty("synthetic").GetBoolean());
        Assert.Equal(2_520, report.GetProperty("run").GetProperty("bars").GetInt32());
        Assert.Equal(JsonValueKind.Null, report.GetProperty("honesty").GetProperty("trials").ValueKind);
        Assert.Contains(Warnings(report), warning => warning.StartsWith("The prices were generated", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_look_at_stored_prices_is_a_trial_and_the_years_after_publication_stand_apart()
    {
        // A series of its own: each test of a strategy on one counts.
        const string Stored = "market=US&symbols=LOOK&interval=1d";
        await Client.PostCsvAsync("/api/market/US/LOOK/bars?interval=1d", Wave(), Cancel);

        var first = await Client.GetJsonAsync($"/api/templates/faber-timing/report?{Stored}", Cancel);
        var again = await Client.GetJsonAsync($"/api/templates/faber-timing/report?{Stored}", Cancel);
        var other = await Client.GetJsonAsync($"/api/templates/supertrend/report?{Stored}", Cancel);
        var later = await Client.GetJsonAsync($"/api/templates/faber-timing/report?{Stored}&from=2008-06-01", Cancel);

        Assert.Equal([1, 1, 2, 2], new[] { first, again, other, later }.Select(report => report.GetProperty("honesty").GetProperty("trials").GetInt32()));
        Assert.Contains(Warnings(first), warning => warning.StartsWith("The rules were published in 2007. Until then the return was", StringComparison.Ordinal));
        Assert.Contains(Warnings(other), warning => warning.StartsWith("Nobody knows on which prices", StringComparison.Ordinal));
        Assert.Contains(Warnings(later), warning => warning.StartsWith("The rules were published in 2007, before these bars", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_are_html_that_needs_nothing_beside_it()
    {
        foreach (var path in new[] { "/api/templates/faber-timing/page", $"/api/templates/faber-timing/report?{Stored}&format=html" })
        {
            using var page = await Client.GetAsync(path, Cancel);
            Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType!.MediaType));
            Assert.Contains("default-src 'none'", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/api/templates/none", HttpStatusCode.NotFound, null)]
    [InlineData("/api/templates/none/page", HttpStatusCode.NotFound, null)]
    [InlineData("/api/templates/none/report", HttpStatusCode.NotFound, null)]
    [InlineData("/api/templates/supertrend?market=XX", HttpStatusCode.UnprocessableEntity, "market")]
    [InlineData("/api/templates/supertrend/report?symbols=NONE", HttpStatusCode.UnprocessableEntity, "symbols")]
    [InlineData("/api/templates/supertrend/report?symbols=a*b", HttpStatusCode.UnprocessableEntity, "symbols")]
    [InlineData("/api/templates/supertrend/report?interval=1m", HttpStatusCode.UnprocessableEntity, "interval")]
    [InlineData("/api/templates/supertrend/report?from=soon", HttpStatusCode.UnprocessableEntity, "from")]
    [InlineData("/api/templates/supertrend/report?from=2090-01-01", HttpStatusCode.UnprocessableEntity, "from")]
    [InlineData("/api/templates/supertrend/report?format=pdf", HttpStatusCode.UnprocessableEntity, "format")]
    public async Task Bad_input_names_its_field(string path, HttpStatusCode status, string? field)
    {
        using var answer = await Client.GetAsync(path, Cancel);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(field, problem.RootElement.TryGetProperty("errors", out var errors) ? errors.EnumerateObject().Single().Name : null);
    }

    private static IEnumerable<string> Warnings(JsonElement report) =>
        report.GetProperty("honesty").GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()!);

    // Five years around the end of 2007: waves of about a year on a rise.
    private static string Wave()
    {
        var csv = new StringBuilder("timestamp,open,high,low,close,volume\n");
        for (var (day, i) = (new DateOnly(2005, 1, 3), 0); i < 1_300; day = day.AddDays(1), i++)
        {
            var price = 100 + (i * 0.02) + (20 * Math.Sin(i / 40.0));
            csv.Append(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd},{price},{price + 1},{price - 1},{price + 0.5},1000\n");
        }

        return csv.ToString();
    }
}
