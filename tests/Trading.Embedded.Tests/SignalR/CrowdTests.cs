using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.SignalR.Management;
using static Trading.Embedded.Tests.SignalR.Eventually;

namespace Trading.Embedded.Tests.SignalR;

/// <summary>Many clients at once, and one among them that doesn't read.</summary>
[Collection(nameof(StockClientTests))]
public sealed class CrowdTests(StockClientFixture stock)
{
    private const int Clients = 200;
    private static readonly string Large = new('x', 16 * 1024);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_hundred_clients_each_gets_its_own_messages_those_of_its_group_and_those_for_all()
    {
        stock.SkipWhenMissing();
        await using var server = await HubServer.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, Clients).Where(i => i % 2 == 1).Select(i => server.Hub.UserGroups.AddToGroupAsync($"user-{i}", "odd", Cancel)));
        await using var crowd = StockClient.StartCrowd(server.For("user-"), Clients);
        await crowd.NextAsync("connected");
        await EventuallyAsync(() => server.Hub.ClientManager.UserExistsAsync($"user-{Clients - 1}", Cancel));

        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < Clients; i++)
                await server.Hub.Clients.User($"user-{i}").SendAsync("message", $"user-{i} {round}", Cancel);
        }

        await server.Hub.Clients.Group("odd").SendAsync("message", "odd", Cancel);
        await server.Hub.Clients.All.SendAsync("message", "end", Cancel);

        var received = (await crowd.NextAsync("ended")).GetProperty("received").EnumerateArray().ToArray();
        Assert.Equal(Clients, received.Length);
        for (var i = 0; i < Clients; i++)
        {
            string[] own = [$"user-{i} 0", $"user-{i} 1", $"user-{i} 2", .. i % 2 == 1 ? (string[])["odd"] : [], "end"];
            Assert.Equal(own, received[i].Deserialize<string[]>());
        }
    }

    [Fact]
    public async Task A_client_that_does_not_read_holds_up_nobody_and_is_closed_and_told_so()
    {
        await using var server = await HubServer.StartAsync();
        await using var slow = await ConnectAsync(server, "slow");
        await using var quick = await ConnectAsync(server, "quick");
        // More than the queue of 2,000 messages and the buffers of the network hold.
        for (var i = 0; i < 3_000; i++)
        {
            await server.Hub.Clients.User("slow").SendAsync("tick", Large, Cancel);
            if (i % 100 != 0)
                continue;
            await server.Hub.Clients.User("quick").SendAsync("tick", i, Cancel);
            Assert.Equal(i, (await quick.ReadMessageAsync("tick", Cancel))!.Value.GetInt32());
        }

        Assert.Contains(server.Log.Lines, line => line.Contains("of user slow does not read", StringComparison.Ordinal));
        var read = 0;
        JsonElement last;
        do
        {
            last = (await slow.ReadAsync(Cancel))!.Value;
            read++;
        }
        while (last.TryGetProperty("target", out _));
        Assert.InRange(read, 1, 2_999);
        Assert.Equal("Messages were dropped, because they were not read fast enough.", last.GetProperty("error").GetString());
        Assert.True(last.GetProperty("allowReconnect").GetBoolean());
    }

    [Fact]
    public async Task A_client_that_never_reads_again_is_cut_off()
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 1, 2, 14, 30, 0, TimeSpan.Zero));
        await using var server = await HubServer.StartAsync(clock: clock);
        await using var stuck = await ConnectAsync(server, "stuck");
        for (var i = 0; i < 3_000; i++)
            await server.Hub.Clients.User("stuck").SendAsync("tick", Large, Cancel);

        clock.Advance(TimeSpan.FromSeconds(5));

        await EventuallyAsync(async () => !await server.Hub.ClientManager.UserExistsAsync("stuck", Cancel));
    }

    private static async Task<RawClient> ConnectAsync(HubServer server, string user)
    {
        var client = await RawClient.ConnectAsync(await server.Hub.NegotiateAsync(new NegotiationOptions { UserId = user }, Cancel), Cancel);
        await EventuallyAsync(() => server.Hub.ClientManager.UserExistsAsync(user, Cancel));
        return client;
    }
}
