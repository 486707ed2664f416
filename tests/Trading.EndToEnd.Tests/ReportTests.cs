using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Trading.EndToEnd.Tests;

/// <summary>The report of a back-test, over the API and in a browser.</summary>
public sealed class ReportTests(PageFixture fixture) : IClassFixture<PageFixture>, IDisposable
{
    private const string Hostile = "</script><img src=x onerror=document.title='owned'>";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly DataFolder folder = new();
    private readonly List<string> complaints = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_finished_back_test_has_a_report_in_json_and_html_and_a_rerun_has_the_same_hash()
    {
        await using var trading = await TradingProcess.StartAsync(folder.Path);
        await trading.Client.PostCsvAsync("/api/market/US/WAVE/bars?interval=1d", Wave(600), Cancel);

        var first = await RunAsync(trading.Client);
        var second = await RunAsync(trading.Client);
        var report = await trading.Client.GetJsonAsync($"/api/backtests/{first.Text("id")}/report", Cancel);
        using var asked = new HttpRequestMessage(HttpMethod.Get, $"/api/backtests/{first.Text("id")}/report");
        asked.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using var page = await trading.Client.SendAsync(asked, Cancel);
        using var unknown = await trading.Client.GetAsync("/api/backtests/none/report", Cancel);
        using var wrong = await trading.Client.GetAsync($"/api/backtests/{first.Text("id")}/report?format=pdf", Cancel);

        var pins = first.GetProperty("result").GetProperty("pins");
        Assert.Equal(pins.Text("result"), second.GetProperty("result").GetProperty("pins").Text("result"));
        Assert.Equal(pins.Text("data"), report.GetProperty("honesty").GetProperty("pins").Text("data"));
        Assert.Equal(1, report.GetProperty("honesty").GetProperty("trials").GetInt32());
        Assert.Equal(600, report.GetProperty("run").GetProperty("bars").GetInt32());
        Assert.Equal(("text/html", HttpStatusCode.OK), (page.Content.Headers.ContentType!.MediaType, page.StatusCode));
        Assert.StartsWith("<!doctype html>", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.UnprocessableEntity), (unknown.StatusCode, wrong.StatusCode));
    }

    [Fact]
    public async Task The_page_draws_itself_from_a_file_and_shows_what_the_data_says()
    {
        var page = await OpenAsync(await WriteReportAsync(Hostile));
        using var data = JsonDocument.Parse(await page.Locator("#data").TextContentAsync() ?? "");

        foreach (var canvas in new[] { "equity", "drawdown", "prices", "bar-returns", "trade-returns", "excursions", "rolling", "fan" })
            await AssertDrawnAsync(page, canvas);
        await Expect(page.Locator("h1")).ToContainTextAsync(Hostile);
        Assert.Equal(0, await page.Locator("img").CountAsync());
        Assert.NotEqual("owned", await page.TitleAsync());

        var months = data.RootElement.GetProperty("years")[0].GetProperty("months").EnumerateArray().Select(Shown).ToArray();
        var cells = await page.Locator("#months tbody tr").First.Locator("td").AllInnerTextsAsync();
        Assert.Equal(months, cells.Take(12));

        await page.Locator("#trades th button", new() { HasText = "Profit" }).ClickAsync();
        await Expect(page.Locator("#trades th[aria-sort=descending]")).ToContainTextAsync("Profit");
        var profits = (await page.Locator("#trades tbody tr td:nth-child(8)").AllInnerTextsAsync()).Where(text => text != "–")
            .Select(text => double.Parse(text, NumberStyles.Any, CultureInfo.InvariantCulture)).ToArray();
        Assert.True(profits.Length > 3);
        Assert.Equal(profits.OrderDescending(), profits);
        await page.GetByRole(AriaRole.Button, new() { Name = "Losers" }).ClickAsync();
        Assert.All(await page.Locator("#trades tbody tr td:nth-child(8)").AllInnerTextsAsync(), text => Assert.StartsWith("-", text, StringComparison.Ordinal));

        await page.Locator("#equity").HoverAsync(new() { Position = new Position { X = 200, Y = 60 } });
        await Expect(page.Locator("#equity-legend")).ToContainTextAsync("Equity");
        Assert.Empty(complaints);
    }

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1440, ColorScheme.Dark)]
    public async Task The_report_fits_every_screen_and_its_honesty_is_in_sight(int width, ColorScheme scheme)
    {
        var page = await OpenAsync(await WriteReportAsync("Cross"), width, scheme);

        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await Expect(page.Locator("#warnings")).ToContainTextAsync("No costs");
        await Expect(page.Locator("#belief")).ToContainTextAsync("Deflated Sharpe ratio");
        Assert.Empty(complaints);
    }

    private static string Shown(JsonElement fraction)
    {
        if (fraction.ValueKind == JsonValueKind.Null)
            return "";
        var tenths = Math.Round(fraction.GetDouble() * 1_000);
        return $"{(tenths > 0 ? "+" : tenths < 0 ? "−" : "")}{Math.Abs(tenths / 10).ToString("F1", CultureInfo.InvariantCulture)}";
    }

    private static async Task<JsonElement> RunAsync(HttpClient client)
    {
        var accepted = await client.PostJsonAsync("/api/backtests", new
        {
            name = "Cross",
            market = "US",
            symbols = new[] { "WAVE" },
            interval = "1d",
            initialCash = 100_000,
            strategy = new { entry = "close > sma(10)", exit = "close < sma(10)", sizing = new { kind = "allIn" } },
        }, Cancel);
        JsonElement now = default;
        await Wait.ForAsync(async () =>
        {
            now = await client.GetJsonAsync($"/api/backtests/{accepted.Text("id")}", Cancel);
            return now.Text("status") is "completed" or "failed";
        }, TimeSpan.FromSeconds(60), () => now.ToString(), Cancel);
        Assert.Equal("completed", now.Text("status"));
        return now;
    }

    /// <summary>Days of a price that swings and rises.</summary>
    private static string Wave(int days)
    {
        var csv = new StringBuilder("timestamp,open,high,low,close,volume\n");
        for (var day = 0; day < days; day++)
        {
            double At(double time) => Math.Round(100 + (time / 10) + (8 * Math.Sin(time / 7)) + (3 * Math.Sin(time / 2.3)), 4);
            var (open, close) = (At(day), At(day + 0.8));
            csv.Append(CultureInfo.InvariantCulture, $"{new DateOnly(2015, 1, 1).AddDays(day):yyyy-MM-dd},{open},{Math.Max(open, close) + 1},{Math.Min(open, close) - 1},{close},{1000 + day}\n");
        }

        return csv.ToString();
    }

    private static async Task AssertDrawnAsync(IPage page, string canvas)
    {
        await page.Locator($"#{canvas}").ScrollIntoViewIfNeededAsync();
        await page.WaitForFunctionAsync(
            """
            id => {
              const canvas = document.getElementById(id);
              const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width || 1, canvas.height || 1);
              let painted = 0;
              for (let i = 3; i < data.length; i += 4) painted += data[i] > 0 ? 1 : 0;
              return painted > 500;
            }
            """,
            canvas, new() { Timeout = 30_000 });
    }

    private async Task<string> WriteReportAsync(string name)
    {
        var (strategy, bars, report) = (Path.Combine(folder.Path, "s.json"), Path.Combine(folder.Path, "WAVE.1d.csv"), Path.Combine(folder.Path, "report.html"));
        await File.WriteAllTextAsync(bars, Wave(600), Cancel);
        await File.WriteAllTextAsync(strategy, JsonSerializer.Serialize(new
        {
            name,
            strategy = new { entry = "close > sma(10)", exit = "close < sma(10)", sizing = new { kind = "allIn" } },
        }), Cancel);
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "Trading.Local.dll"), "backtest", "--strategy", strategy, "--bars", bars, "--report", report])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(Cancel);
        var error = await process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        Assert.True(process.ExitCode == 0, error + await output);
        return report;
    }

    private async Task<IPage> OpenAsync(string report, int width = 1440, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await fixture.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = scheme,
            Locale = "en-US",
        });
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                complaints.Add(message.Text);
        };
        await page.GotoAsync(new Uri(report).AbsoluteUri);
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-ready", "true", new() { Timeout = 30_000 });
        return page;
    }
}
