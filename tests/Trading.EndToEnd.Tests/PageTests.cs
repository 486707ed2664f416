using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Trading.EndToEnd.Tests;

/// <summary>What a person does on the page, clicked in a browser against the built program.</summary>
public sealed class PageTests(PageFixture fixture) : IClassFixture<PageFixture>, IDisposable
{
    private readonly DataFolder data = new();
    private readonly List<string> complaints = [];

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task A_newcomer_loads_the_demo_back_tests_it_and_watches_it_paper_trade()
    {
        var browser = fixture.Browser;
        await using var trading = await TradingProcess.StartAsync(data.Path);
        var page = await OpenAsync(browser, trading);
        await Expect(page.Locator("#link")).ToContainTextAsync("Live");
        await Expect(page.Locator("#mode")).ToContainTextAsync("BACKTEST");

        await page.GetByRole(AriaRole.Button, new() { Name = "Load demo data" }).ClickAsync();
        await Expect(page.Locator("#synthetic")).ToBeVisibleAsync();
        await Expect(page.Locator("#legend")).ToContainTextAsync("O ");
        await ShootAsync(page, "data");

        await page.GetByRole(AriaRole.Button, new() { Name = "Run back-test" }).ClickAsync();
        await Expect(page.Locator("#result")).ToBeVisibleAsync();
        await Expect(page.Locator("#figures")).ToContainTextAsync("Sharpe");
        await Expect(page.Locator("#result-title .badge")).ToHaveTextAsync("SYNTHETIC");
        var finalEquity = await FigureAsync(page, "#figures", "Final equity");
        await ShootAsync(page, "backtest");
        var report = await page.Context.RunAndWaitForPageAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Full report" }).ClickAsync());
        await Expect(report.Locator("h1")).ToBeVisibleAsync();
        await Expect(report.Locator("body")).ToContainTextAsync("Deflated Sharpe");
        await report.CloseAsync();

        await page.Locator("label", new() { HasText = "Full" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start paper trading" }).ClickAsync();
        await Expect(page.Locator("#mode")).ToContainTextAsync("PAPER");
        await Expect(page.Locator("#deployment-progress")).ToContainTextAsync("completed", new() { Timeout = 600_000 });
        await Expect(page.Locator("#orders tbody tr").First).ToContainTextAsync("filled");
        await ShootAsync(page, "paper");

        // Trading bar by bar through queues and orchestrations comes to what the back-test said; the account follows the status by a moment.
        await Expect(Figure(page, "#account", "Equity, USD")).ToHaveTextAsync(finalEquity);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_second_deployment_shows_its_own_orders()
    {
        await using var trading = await TradingProcess.StartAsync(data.Path);
        var page = await OpenAsync(fixture.Browser, trading);
        await page.GetByRole(AriaRole.Button, new() { Name = "Load demo data" }).ClickAsync();
        await Expect(page.Locator("#synthetic")).ToBeVisibleAsync();
        await page.Locator("label", new() { HasText = "Full" }).ClickAsync();
        await page.GetByLabel("To", new() { Exact = true }).FillAsync("2018-01-01");

        var first = await PaperTradeAsync(page, "SMA cross", deployments: 1);
        var second = await PaperTradeAsync(page, "RSI dip", deployments: 2);

        Assert.NotEqual(first, second);
        await AssertShowsOrdersOfAsync(second);
        await page.Locator("#deployment").SelectOptionAsync(first);
        await AssertShowsOrdersOfAsync(first);

        // The last signals become orders a moment after the deployment has completed, so both are asked until they agree.
        async Task AssertShowsOrdersOfAsync(string account)
        {
            var (shown, stored) = (0, 0);
            await Wait.ForAsync(async () =>
            {
                stored = (await trading.Client.GetJsonAsync($"api/orders?account={account}", TestContext.Current.CancellationToken)).GetProperty("orders").GetArrayLength();
                shown = await page.Locator("#orders tbody tr").Filter(new() { HasNotText = "No order yet" }).CountAsync();
                return stored > 0 && shown == stored;
            }, TimeSpan.FromMinutes(1), () => $"{account} has {stored} orders, the page shows {shown}", TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_rule_that_cannot_be_read_is_explained_beside_its_field()
    {
        await using var trading = await TradingProcess.StartAsync(data.Path);
        var page = await OpenAsync(fixture.Browser, trading);
        await page.GetByRole(AriaRole.Button, new() { Name = "Load demo data" }).ClickAsync();
        await Expect(page.Locator("#series-field")).ToBeVisibleAsync();

        await page.GetByLabel("Buy when").FillAsync("rsi(14) <");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run back-test" }).ClickAsync();

        await Expect(page.Locator("[data-for='strategy.entry']")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Buy when")).ToHaveAttributeAsync("aria-invalid", "true");
        await ShootAsync(page, "rule-error");
    }

    [Fact]
    public async Task A_rule_is_read_back_while_it_is_typed()
    {
        await using var trading = await TradingProcess.StartAsync(data.Path);
        var page = await OpenAsync(fixture.Browser, trading);
        var reading = page.Locator("[data-reading='entry']");

        await page.GetByLabel("Buy when").FillAsync("RSI<30 AND (Close>Sma(50))");
        await Expect(reading).ToHaveTextAsync("reads: rsi(14) < 30 and close > sma(50)");
        await ShootAsync(page, "rule-reading");
        await page.GetByLabel("Buy when").FillAsync("clsoe > 1 and rsi = 30");

        await Expect(reading).ToContainTextAsync("did you mean 'close'?");
        await Expect(reading).ToContainTextAsync("did you mean '=='?");
        await ShootAsync(page, "rule-misread");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_screen_finds_symbols_is_kept_and_shows_the_chart_of_the_one_that_is_clicked()
    {
        await using var trading = await TradingProcess.StartAsync(data.Path);
        foreach (var (symbol, last) in new[] { ("UP", 12), ("FAR", 15), ("DOWN", 8) })
            await trading.Client.PostCsvAsync(
                $"/api/market/US/{symbol}/bars?interval=1d",
                $"timestamp,open,high,low,close,volume\n2024-01-02,10,10,10,10,5\n2024-01-03,{last},{last},{last},{last},5\n", TestContext.Current.CancellationToken);
        var page = await OpenAsync(fixture.Browser, trading);
        await page.GetByRole(AriaRole.Tab, new() { Name = "Screen" }).ClickAsync();

        await page.GetByLabel("All of these hold").FillAsync("close > close[1]\n\nclose >");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run screen" }).ClickAsync();
        await Expect(page.Locator("[data-for='conditions']")).ToContainTextAsync("Line 3: At 8");

        await page.GetByLabel("All of these hold").FillAsync("close > close[1]");
        await page.GetByLabel("Ranked by").FillAsync("close");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run screen" }).ClickAsync();
        await Expect(page.Locator("#found-title")).ToContainTextAsync("2 of 3 symbols");
        await Expect(page.Locator("#found tbody tr td:first-child")).ToHaveTextAsync(["FAR", "UP"]);

        await page.GetByLabel("Name").FillAsync("Rising");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep", Exact = true }).ClickAsync();
        await Expect(page.Locator("#screen-outcome")).ToHaveTextAsync("Kept as Rising.");
        await page.Locator("#found tbody tr", new() { HasText = "UP" }).ClickAsync();
        await Expect(page.Locator("#chart-title")).ToContainTextAsync("UP");
        await ShootAsync(page, "screen");

        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Screen" }).ClickAsync();
        await page.GetByLabel("Kept screens").SelectOptionAsync("Rising");
        await Expect(page.GetByLabel("All of these hold")).ToHaveValueAsync("close > close[1]");
        await Expect(page.GetByLabel("Ranked by")).ToHaveValueAsync("close");
        Assert.Contains("422", Assert.Single(complaints), StringComparison.Ordinal);   // the browser tells of the screen that was refused
    }

    [Fact]
    public async Task A_damaged_file_is_refused_line_by_line_and_a_good_one_appears()
    {
        await using var trading = await TradingProcess.StartAsync(data.Path);
        var page = await OpenAsync(fixture.Browser, trading);
        var bad = Write("bad.csv", "timestamp,open,high,low,close,volume\n2024-01-02,10,11,9,10.5,100\n2024-01-03,10,8,9,10.5,100\n");
        var good = Write("SPY.csv", "timestamp,open,high,low,close,volume\n2024-01-02,10,11,9,10.5,100\n2024-01-03,10.5,12,10,11.5,100\n");

        await page.GetByText("Import a CSV file", new() { Exact = true }).ClickAsync();
        await page.GetByLabel("File").SetInputFilesAsync(bad);
        await page.GetByLabel("Symbol").FillAsync("SPY");
        await page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
        await Expect(page.Locator("#data-outcome")).ToContainTextAsync("Line 3");
        await ShootAsync(page, "import-refused");

        await page.GetByLabel("File").SetInputFilesAsync(good);
        await page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();

        await Expect(page.Locator("#data-outcome")).ToContainTextAsync("Imported 2 bars of SPY");
        await Expect(page.Locator("#chart-title")).ToContainTextAsync("SPY");
        await Expect(page.Locator("#synthetic")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_kill_switch_stops_orders_every_page_is_told_and_it_is_not_released_at_once()
    {
        await using var trading = await TradingProcess.StartAsync(data.Path);
        var page = await OpenAsync(fixture.Browser, trading);

        var other = await OpenAsync(fixture.Browser, trading);
        await Expect(other.Locator("#link")).ToContainTextAsync("Live");

        await page.GetByRole(AriaRole.Button, new() { Name = "Kill switch" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop all orders" }).ClickAsync();
        await Expect(page.Locator("#halted")).ToContainTextAsync("Stopped by hand");
        await ShootAsync(page, "halted");
        Assert.True((await trading.Client.GetJsonAsync("api/risk", TestContext.Current.CancellationToken)).GetProperty("killSwitch").GetProperty("engaged").GetBoolean());

        await Expect(other.Locator("#halted")).ToContainTextAsync("Stopped by hand");

        await page.GetByLabel("Why it may go on").FillAsync("Looked at it");
        await page.GetByRole(AriaRole.Button, new() { Name = "Release" }).ClickAsync();

        await Expect(page.Locator("#halted")).ToContainTextAsync(new Regex("can go on in [0-9]+ second"));
        Assert.True((await trading.Client.GetJsonAsync("api/risk", TestContext.Current.CancellationToken)).GetProperty("killSwitch").GetProperty("engaged").GetBoolean());
    }

    [Fact]
    public async Task A_page_reconnects_by_itself_when_the_program_was_restarted()
    {
        var first = await TradingProcess.StartAsync(data.Path);
        var page = await OpenAsync(fixture.Browser, first);
        await Expect(page.Locator("#link")).ToContainTextAsync("Live");
        var port = first.Url!.Port;

        await first.KillAsync();
        await Expect(page.Locator("#link")).ToContainTextAsync("Offline");
        await first.DisposeAsync();
        await using var second = await TradingProcess.StartAsync(data.Path, port);

        await Expect(page.Locator("#link")).ToContainTextAsync("Live", new() { Timeout = 300_000 });
    }

    [Fact]
    public async Task The_page_fits_every_screen()
    {
        await using var trading = await TradingProcess.StartAsync(data.Path);
        await trading.Client.PostJsonAsync("/api/demo", new { }, TestContext.Current.CancellationToken);
        foreach (var (name, width, height, scheme) in new[]
        {
            ("phone", 390, 844, ColorScheme.Light), ("phone-dark", 390, 844, ColorScheme.Dark), ("desk-dark", 1440, 900, ColorScheme.Dark),
        })
        {
            var page = await OpenAsync(fixture.Browser, trading, width, height, scheme);
            await Expect(page.Locator("#synthetic")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Run back-test" }).ClickAsync();
            await Expect(page.Locator("#result")).ToBeVisibleAsync();
            await ShootAsync(page, name);

            // Nothing is wider than the screen, so nobody scrolls sideways.
            Assert.Equal((name, width), (name, await page.EvaluateAsync<int>("document.documentElement.scrollWidth")));
            await page.Context.CloseAsync();
        }

        Assert.Empty(complaints);
    }

    private async Task<IPage> OpenAsync(IBrowser browser, TradingProcess trading, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            Locale = "en-US",
        });
        context.SetDefaultTimeout(PageFixture.Patience);
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                complaints.Add(message.Text);
        };
        await page.GotoAsync(trading.Url!.ToString());
        return page;
    }

    // Starts the preset and waits until the page shows that it, not the one before, has completed.
    private static async Task<string> PaperTradeAsync(IPage page, string preset, int deployments)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = preset }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start paper trading" }).ClickAsync();
        await Expect(page.Locator("#deployment option")).ToHaveCountAsync(deployments);
        await Expect(page.Locator("#start")).ToBeEnabledAsync();
        await Expect(page.Locator("#deployment-progress")).ToContainTextAsync("completed", new() { Timeout = 600_000 });
        return await page.Locator("#deployment").InputValueAsync();
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(data.Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static ILocator Figure(IPage page, string list, string name) =>
        page.Locator($"{list} > div", new() { HasTextRegex = new Regex($"^{Regex.Escape(name)}") }).Locator("dd");

    private static async Task<string> FigureAsync(IPage page, string list, string name) =>
        (await Figure(page, list, name).InnerTextAsync()).Trim();

    // Looked at by people; where, is said by SCREENSHOTS.
    private static async Task ShootAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }
}
