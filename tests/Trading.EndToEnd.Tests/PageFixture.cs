using Microsoft.Playwright;

namespace Trading.EndToEnd.Tests;

/// <summary>A browser, when the machine has one.</summary>
public sealed class PageFixture : IAsyncLifetime
{
    /// <summary>Milliseconds for whatever is waited for; the browser's own five seconds are short for a busy machine.</summary>
    public const float Patience = 120_000;

    private static readonly string Chromium = Environment.GetEnvironmentVariable("TRADING_CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium";
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public IBrowser Browser
    {
        get
        {
            Assert.SkipWhen(browser is null, $"There is no browser at {Chromium}.");
            return browser!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
            return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium, Args = Arguments, Timeout = Patience });
        Assertions.SetDefaultExpectTimeout(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.CloseAsync();
        playwright?.Dispose();
    }
}
