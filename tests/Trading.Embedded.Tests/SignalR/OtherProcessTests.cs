using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.SignalR.Common;
using Microsoft.Azure.SignalR.Management;
using Microsoft.Extensions.Logging.Abstractions;
using Trading.Embedded.SignalR;
using static Trading.Embedded.Tests.SignalR.Eventually;

namespace Trading.Embedded.Tests.SignalR;

/// <summary>What a process that doesn't serve the hubs may ask of the one that does.</summary>
[Collection(nameof(StockClientTests))]
public sealed class OtherProcessTests(StockClientFixture stock)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_another_process_sends_reaches_the_clients_in_its_order()
    {
        stock.SkipWhenMissing();
        await using var server = await HubServer.StartAsync();
        using var other = new OtherProcess(server.Platform);
        var hub = await other.Manager.CreateHubContextAsync("trading", Cancel);
        await using var ann = await StockClient.ConnectAsync(server.For("ann"), "news", "end");
        await using var bob = await StockClient.ConnectAsync(server.For("bob"), "news", "end");
        await EventuallyAsync(async () => await hub.ClientManager.ConnectionExistsAsync(ann.ConnectionId, Cancel) && await hub.ClientManager.ConnectionExistsAsync(bob.ConnectionId, Cancel));

        await hub.Groups.AddToGroupAsync(bob.ConnectionId, "US", Cancel);
        await hub.Clients.User("ann").SendAsync("news", "to a user", Cancel);
        await hub.Clients.Group("US").SendAsync("news", "to a group", Cancel);
        await hub.Clients.Client(bob.ConnectionId).SendAsync("news", "to a connection", Cancel);
        await hub.Clients.AllExcept([bob.ConnectionId]).SendAsync("news", "to all but one", Cancel);
        await hub.Clients.All.SendAsync("end", Cancel);

        Assert.Equal(["to a user", "to all but one"], await ann.NewsUntilEndAsync());
        Assert.Equal(["to a group", "to a connection"], await bob.NewsUntilEndAsync());
    }

    [Fact]
    public async Task What_another_process_sends_arrives_within_a_moment()
    {
        await using var server = await HubServer.StartAsync();
        using var other = new OtherProcess(server.Platform);
        var hub = await other.Manager.CreateHubContextAsync("trading", Cancel);
        await using var ann = await RawClient.ConnectAsync(await server.Hub.NegotiateAsync(new NegotiationOptions { UserId = "ann" }, Cancel), Cancel);
        var took = new List<TimeSpan>();

        for (var i = 0; i < 10; i++)
        {
            var sent = Stopwatch.GetTimestamp();
            await hub.Clients.User("ann").SendAsync("tick", i, Cancel);
            Assert.Equal(i, (await ann.ReadMessageAsync("tick", Cancel))!.Value.GetInt32());
            took.Add(Stopwatch.GetElapsedTime(sent));
        }

        // A fifth of a second is what a page may lag. Each was sent right after the one before had come, so whoever looks too seldom is late
        // for all but the first; other work on the machine delays some of them.
        Assert.InRange(took.Skip(1).Min().TotalMilliseconds, 0, 200);
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_holds_up_none_that_comes_after_it()
    {
        await using var server = await HubServer.StartAsync();
        using var other = new SecondProcess(server.Platform);
        await using var ann = await RawClient.ConnectAsync(await server.Hub.NegotiateAsync(new NegotiationOptions { UserId = "ann" }, Cancel), Cancel);
        await EventuallyAsync(() => server.Hub.ClientManager.UserExistsAsync("ann", Cancel));
        HubCommand good = new HubCommand.Send(new Audience(AudienceKind.User, "ann", []), "tick", [JsonSerializer.SerializeToElement(7)]);

        // In one commit, so that nothing but the round that reads the one delivers the other.
        await other.Platform.Store.WriteAsync(session => new[] { "no command"u8.ToArray(), JsonSerializer.SerializeToUtf8Bytes(good) }
            .Sum(command => session.Execute("INSERT INTO signalr_outbox (hub, command, expires) VALUES ('trading', ?1, ?2)", command, long.MaxValue)));

        Assert.Equal(7, (await ann.ReadMessageAsync("tick", Cancel).WaitAsync(TimeSpan.FromMinutes(1), Cancel))!.Value.GetInt32());
        Assert.Contains(server.Log.Lines, line => line.Contains("could not be delivered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_process_sees_who_is_connected_and_may_close_a_connection()
    {
        stock.SkipWhenMissing();
        await using var server = await HubServer.StartAsync();
        using var other = new OtherProcess(server.Platform);
        var hub = await other.Manager.CreateHubContextAsync("trading", Cancel);
        var clients = hub.ClientManager;
        await hub.UserGroups.AddToGroupAsync("ann", "US", Cancel);
        Assert.False(await clients.GroupExistsAsync("US", Cancel));
        await using var ann = await StockClient.ConnectAsync(server.For("ann"));
        await EventuallyAsync(() => clients.ConnectionExistsAsync(ann.ConnectionId, Cancel));
        Assert.True(await clients.UserExistsAsync("ann", Cancel));
        Assert.True(await clients.GroupExistsAsync("US", Cancel));

        await clients.CloseConnectionAsync(ann.ConnectionId, "maintenance", Cancel);

        Assert.Contains("maintenance", (await ann.NextAsync("closed")).GetProperty("error").GetString(), StringComparison.Ordinal);
        await EventuallyAsync(async () => !await clients.UserExistsAsync("ann", Cancel));
        Assert.False(await clients.GroupExistsAsync("US", Cancel));
    }

    [Fact]
    public async Task Where_no_process_serves_nobody_is_connected_and_nothing_waits()
    {
        await using var stopped = await StartAndStopWithAClientAsync();
        using var platform = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = stopped.Folder, Durability = Durability.ProcessDeath });
        var hub = await HubServer.Connect(platform).CreateHubContextAsync("trading", Cancel);

        Assert.False(await hub.ClientManager.UserExistsAsync("ann", Cancel));
        await hub.Clients.User("ann").SendAsync("news", "to nobody", Cancel);

        Assert.Equal(0L, platform.Store.Read(session => session.Scalar("SELECT COUNT(*) FROM signalr_outbox")));
    }

    [Fact]
    public async Task A_second_process_cannot_serve_the_hubs_of_a_folder()
    {
        await using var server = await HubServer.StartAsync();
        using var second = new SecondProcess(server.Platform);

        var refused = Assert.Throws<EmbeddedStoreException>(() => EmbeddedSignalR.Of(second.Platform).Serve(() => new Uri("http://127.0.0.1"), NullLogger.Instance));

        Assert.Contains("Another process serves the SignalR hubs", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_serving_process_takes_nothing_the_sender_is_told_and_later_sends_again()
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 1, 2, 14, 30, 0, TimeSpan.Zero));
        using var platform = new TemporaryPlatform(clock);
        // It says that it serves, and then does nothing.
        EmbeddedSignalR.Of(platform.Current).Store.BeginServing();
        using var other = new OtherProcess(platform.Current);
        var hub = await other.Manager.CreateHubContextAsync("trading", Cancel);
        await Task.WhenAll(Enumerable.Range(0, 2_000).Select(i => hub.Clients.All.SendAsync("tick", i, Cancel)));

        await Assert.ThrowsAsync<AzureSignalRRuntimeException>(() => hub.Clients.All.SendAsync("tick", 2_000, Cancel));
        clock.Advance(TimeSpan.FromSeconds(10));
        await hub.Clients.All.SendAsync("tick", 2_001, Cancel);

        Assert.Equal(1L, platform.Current.Store.Read(session => session.Scalar("SELECT COUNT(*) FROM signalr_outbox")));
    }

    private static async Task<Leftover> StartAndStopWithAClientAsync()
    {
        var server = await HubServer.StartAsync();
        await using (await RawClient.ConnectAsync(await server.Hub.NegotiateAsync(new NegotiationOptions { UserId = "ann" }, Cancel), Cancel))
        {
            await EventuallyAsync(() => server.Hub.ClientManager.UserExistsAsync("ann", Cancel));
            await server.StopAsync();
        }

        return new Leftover(server.DataFolder);
    }

    private sealed record Leftover(string Folder) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            Directory.Delete(Folder, recursive: true);
            return ValueTask.CompletedTask;
        }
    }

    private sealed class OtherProcess(EmbeddedPlatform first) : IDisposable
    {
        private readonly SecondProcess process = new(first);
        private ServiceManager? manager;

        public ServiceManager Manager => manager ??= HubServer.Connect(process.Platform);

        public void Dispose()
        {
            manager?.Dispose();
            process.Dispose();
        }
    }
}
