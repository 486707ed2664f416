using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.SignalR.Management;
using Microsoft.Extensions.Logging;
using Trading.Embedded.SignalR;

namespace Trading.Embedded.Tests.SignalR;

/// <summary>A web application that serves the hubs of a platform of its own, and negotiates for whoever asks.</summary>
internal sealed class HubServer : IAsyncDisposable
{
    private readonly string folder;
    private readonly EmbeddedPlatform platform;
    private readonly WebApplication app;
    private readonly ServiceManager manager;

    private HubServer(string folder, EmbeddedPlatform platform, WebApplication app, ServiceManager manager, ServiceHubContext hub)
    {
        this.folder = folder;
        this.platform = platform;
        this.app = app;
        this.manager = manager;
        Hub = hub;
    }

    public ServiceHubContext Hub { get; }

    public ServiceManager Manager => manager;

    public string Url => app.Urls.First();

    public int Port => new Uri(Url).Port;

    public string DataFolder => folder;

    /// <summary>Where a client of a user negotiates.</summary>
    public string For(string user) => $"{Url}/as/{user}";

    public static async Task<HubServer> StartAsync(string? folder = null, int port = 0, TimeProvider? clock = null)
    {
        folder ??= Path.Combine(Path.GetTempPath(), $"trading-signalr-{Guid.NewGuid():N}");
        var platform = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = folder, Clock = clock ?? TimeProvider.System });
        var manager = new ServiceManagerBuilder().WithOptions(options => options.ConnectionString = platform.ConnectionString).BuildServiceManager();
        var hub = await manager.CreateHubContextAsync("Trading", TestContext.Current.CancellationToken);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddEmbeddedSignalR(platform);
        var app = builder.Build();
        app.MapEmbeddedSignalR();
        app.MapPost("/as/{user}/negotiate", async (string user, HttpContext context) =>
        {
            var answer = await hub.NegotiateAsync(new NegotiationOptions { UserId = user, HttpContext = context });
            return Results.Json(new { url = answer.Url, accessToken = answer.AccessToken });
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new HubServer(folder, platform, app, manager, hub);
    }

    /// <summary>Ends the server as a restart does: the data folder stays.</summary>
    public async Task StopAsync()
    {
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2)))
            await app.StopAsync(limit.Token);
        await app.DisposeAsync();
        await Hub.DisposeAsync();
        manager.Dispose();
        platform.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(folder, recursive: true);
    }
}
