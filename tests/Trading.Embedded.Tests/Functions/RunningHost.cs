using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trading.Embedded.SignalR;

namespace Trading.Embedded.Tests.Functions;

/// <summary>A functions host on a free port, with the functions of the given types only.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly EmbeddedPlatform platform;
    private readonly IHost host;
    private readonly bool ownsFolder;
    private readonly string folder;

    private RunningHost(string folder, bool ownsFolder, EmbeddedPlatform platform, IHost host, CapturedLog log)
    {
        this.folder = folder;
        this.ownsFolder = ownsFolder;
        this.platform = platform;
        this.host = host;
        Log = log;
        Address = new Uri(((WebApplication)host).Urls.First());
        Client = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public CapturedLog Log { get; }

    public EmbeddedPlatform Platform => platform;

    public IServiceProvider Services => host.Services;

    public string Folder => folder;

    public static async Task<RunningHost> StartAsync(HostSetup setup)
    {
        var folder = setup.Folder ?? Directory.CreateTempSubdirectory("functions-").FullName;
        var platform = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = folder, Clock = setup.Clock, Durability = Durability.ProcessDeath });
        try
        {
            var log = new CapturedLog();
            var host = Build(setup, platform, log);
            await host.StartAsync();
            return new RunningHost(folder, setup.Folder is null, platform, host, log);
        }
        catch
        {
            platform.Dispose();
            throw;
        }
    }

    public static IHost Build(HostSetup setup, EmbeddedPlatform platform, CapturedLog log)
    {
        var hostJson = Path.Combine(platform.DataFolder, "host.json");
        File.WriteAllText(hostJson, setup.HostJson);
        var builder = EmbeddedFunctionsHost.CreateBuilder(new EmbeddedHostOptions
        {
            Platform = platform,
            FunctionsAssembly = typeof(RunningHost).Assembly,
            IncludesType = setup.Types.Contains,
            HostJsonPath = hostJson,
            Port = 0,
            MaxRequestBodyBytes = setup.MaxRequestBodyBytes,
            DrainTime = setup.DrainTime,
            Settings = new Dictionary<string, string?>(setup.Settings) { ["ServiceBus"] = platform.ConnectionString, ["AzureSignalRConnectionString"] = platform.ConnectionString },
            Endpoints = setup.ServesHubs ? [app => app.MapEmbeddedSignalR()] : [],
        });
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(log);
        builder.Services.AddSingleton<Notes>();
        builder.Services.AddSingleton(platform.Clock);
        if (setup.ServesHubs)
            builder.Services.AddEmbeddedSignalR(platform);
        setup.Compose(builder);
        return builder.Build();
    }

    /// <summary>A request's problem details, checked to be complete.</summary>
    public async Task<JsonElement> ProblemAsync(HttpRequestMessage request, HttpStatusCode expected)
    {
        using var response = await Client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(expected == response.StatusCode, $"{response.StatusCode}: {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonElement.Parse(body);
        Assert.Equal((int)expected, problem.GetProperty("status").GetInt32());
        Assert.Matches("^[0-9a-f]{32}$", problem.GetProperty("traceId").GetString());
        return problem;
    }

    public Task<JsonElement> ProblemAsync(string path, HttpStatusCode expected) => ProblemAsync(new HttpRequestMessage(HttpMethod.Get, path), expected);

    public Task<JsonElement> GetAsync(string path) => Client.GetFromJsonAsync<JsonElement>(path);

    public Task StopAsync() => host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
        platform.Dispose();
        if (ownsFolder)
            Directory.Delete(folder, recursive: true);
    }
}
