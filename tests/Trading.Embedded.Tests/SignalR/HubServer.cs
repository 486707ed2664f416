using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.SignalR.Management;
using Microsoft.Extensions.Logging;
using Trading.Embedded.SignalR;
using Trading.Embedded.Tests.Functions;

namespace Trading.Embedded.Tests.SignalR;

/// <summary>A web application that serves the hubs of a platform of its own, and negotiates for whoever asks.</summary>
internal sealed class HubServer : IAsyncDisposable
{
    private readonly string folder;
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<HttpContext, bool> requests;

    private HubServer(string folder, EmbeddedPlatform platform, WebApplication app, ServiceManager manager, ServiceHubContext hub, ConcurrentDictionary<HttpContext, bool> requests, CapturedLog log)
    {
        this.folder = folder;
        this.app = app;
        this.requests = requests;
        Platform = platform;
        Manager = manager;
        Hub = hub;
        Log = log;
    }

    public EmbeddedPlatform Platform { get; }

    public ServiceManager Manager { get; }

    public ServiceHubContext Hub { get; }

    public CapturedLog Log { get; }

    public string Url => app.Urls.First();

    public int Port => new Uri(Url).Port;

    public string DataFolder => folder;

    /// <summary>Where a client of a user negotiates.</summary>
    public string For(string user) => $"{Url}/as/{user}";

    public static async Task<HubServer> StartAsync(string? folder = null, int port = 0, TimeProvider? clock = null)
    {
        folder ??= Path.Combine(Path.GetTempPath(), $"trading-signalr-{Guid.NewGuid():N}");
        var platform = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = folder, Clock = clock ?? TimeProvider.System, Durability = Durability.ProcessDeath });
        var manager = Connect(platform);
        var hub = await manager.CreateHubContextAsync("Trading", TestContext.Current.CancellationToken);
        var requests = new ConcurrentDictionary<HttpContext, bool>();
        var log = new CapturedLog();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddEmbeddedSignalR(platform);
        var app = builder.Build();
        app.Use(async (context, next) =>
        {
            requests[context] = true;
            await next(context);
            requests.TryRemove(context, out _);
        });
        app.MapEmbeddedSignalR();
        app.MapPost("/as/{user}/negotiate", async (string user, HttpContext context) =>
        {
            var answer = await hub.NegotiateAsync(new NegotiationOptions { UserId = user, HttpContext = context, TokenLifetime = TimeSpan.FromMinutes(10) });
            return Results.Json(new { url = answer.Url, accessToken = answer.AccessToken });
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new HubServer(folder, platform, app, manager, hub, requests, log);
    }

    public static ServiceManager Connect(EmbeddedPlatform platform) =>
        new ServiceManagerBuilder().WithOptions(options => options.ConnectionString = platform.ConnectionString).BuildServiceManager();

    /// <summary>Breaks the connections of all clients, without a word, as a network does.</summary>
    public void Drop()
    {
        foreach (var request in requests.Keys)
            request.Abort();
    }

    /// <summary>Ends the server as a restart does: the data folder stays.</summary>
    public async Task StopAsync()
    {
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2)))
            await app.StopAsync(limit.Token);
        await app.DisposeAsync();
        await Hub.DisposeAsync();
        Manager.Dispose();
        Platform.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(folder, recursive: true);
    }
}
