using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.SignalR.Management;
using Microsoft.Extensions.Logging;
using Trading.Embedded;
using Trading.Embedded.SignalR;
using Trading.Embedded.Tests.SignalR;

namespace Trading.Benchmarks;

/// <summary>200 pages over WebSockets: how long from sending a message to reading it, in the process that serves them.</summary>
internal static class SignalRSpeed
{
    private const int Clients = 200;
    private const string Group = "half";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync(EmbeddedPlatform platform)
    {
        using var manager = new ServiceManagerBuilder().WithOptions(options => options.ConnectionString = platform.ConnectionString).BuildServiceManager();
        using var hub = await manager.CreateHubContextAsync("speed", CancellationToken.None);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddEmbeddedSignalR(platform);
        await using var app = builder.Build();
        app.MapEmbeddedSignalR();
        await app.StartAsync();

        var watch = Stopwatch.StartNew();
        var clients = await Task.WhenAll(Enumerable.Range(0, Clients).Select(i => ConnectAsync(hub, User(i))));
        Measure.Print("signalr.connect.200", watch.Elapsed.TotalMilliseconds, "ms");
        await Task.WhenAll(Enumerable.Range(0, Clients / 2).Select(i => hub.UserGroups.AddToGroupAsync(User(i), Group)));

        await DeliverAsync("signalr.user", 100, 20, hub, i => hub.Clients.User(User(i % Clients)), i => [clients[i % Clients]]);
        await DeliverAsync("signalr.group.100", 50, 1, hub, _ => hub.Clients.Group(Group), _ => clients[..(Clients / 2)]);
        await DeliverAsync("signalr.all.200", 50, 1, hub, _ => hub.Clients.All, _ => clients);
        foreach (var client in clients)
            await client.DisposeAsync();
    }

    private static string User(int i) => $"user-{i}";

    private static async Task<RawClient> ConnectAsync(ServiceHubContext hub, string user)
    {
        var client = await RawClient.ConnectAsync(await hub.NegotiateAsync(new NegotiationOptions { UserId = user }));
        while (!await hub.ClientManager.UserExistsAsync(user))
            await Task.Delay(1);
        return client;
    }

    /// <summary>Sends in rounds with a pause between them, and waits for each message where it must arrive.</summary>
    private static async Task DeliverAsync(string name, int rounds, int messages, ServiceHubContext hub, Func<int, IClientProxy> to, Func<int, RawClient[]> receivers)
    {
        var took = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = round * messages; i < (round + 1) * messages; i++)
            {
                var reading = receivers(i).Select(ReadAsync).ToArray();
                await to(i).SendAsync("tick", Stopwatch.GetTimestamp());
                took.AddRange(await Task.WhenAll(reading));
            }

            await Task.Delay(Pause);
        }

        Measure.PrintLatencies(name, took);
    }

    private static async Task<double> ReadAsync(RawClient client)
    {
        var sent = (await client.ReadMessageAsync("tick"))!.Value.GetInt64();
        return Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
    }
}
