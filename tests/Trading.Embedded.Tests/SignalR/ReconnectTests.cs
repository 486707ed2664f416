using Microsoft.AspNetCore.SignalR;
using static Trading.Embedded.Tests.SignalR.Eventually;

namespace Trading.Embedded.Tests.SignalR;

/// <summary>Connections that break: the stock client comes back by itself, as a new connection of the same user.</summary>
[Collection(nameof(StockClientTests))]
public sealed class ReconnectTests(StockClientFixture stock)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_whose_connection_breaks_comes_back_as_a_new_connection()
    {
        stock.SkipWhenMissing();
        await using var server = await HubServer.StartAsync();
        await using var ann = await StockClient.ConnectAsync(server.For("ann"), "news");
        await EventuallyAsync(() => server.Hub.ClientManager.ConnectionExistsAsync(ann.ConnectionId, Cancel));

        server.Drop();
        await ann.NextAsync("reconnecting");
        var again = (await ann.NextAsync("reconnected")).GetProperty("connectionId").GetString()!;
        await EventuallyAsync(() => server.Hub.ClientManager.ConnectionExistsAsync(again, Cancel));
        await server.Hub.Clients.User("ann").SendAsync("news", "again", Cancel);

        Assert.NotEqual(ann.ConnectionId, again);
        Assert.False(await server.Hub.ClientManager.ConnectionExistsAsync(ann.ConnectionId, Cancel));
        Assert.Equal("again", (await ann.NextMessageAsync("news"))[0].GetString());
    }

    [Fact]
    public async Task The_groups_of_a_connection_end_with_it_and_those_of_its_user_stay()
    {
        stock.SkipWhenMissing();
        await using var server = await HubServer.StartAsync();
        await using var ann = await StockClient.ConnectAsync(server.For("ann"), "news", "end");
        await EventuallyAsync(() => server.Hub.ClientManager.ConnectionExistsAsync(ann.ConnectionId, Cancel));
        await server.Hub.Groups.AddToGroupAsync(ann.ConnectionId, "page", Cancel);
        await server.Hub.UserGroups.AddToGroupAsync("ann", "desk", Cancel);

        server.Drop();
        await ann.NextAsync("reconnecting");
        await ann.NextAsync("reconnected");
        await EventuallyAsync(async () => !await server.Hub.ClientManager.GroupExistsAsync("page", Cancel) && await server.Hub.ClientManager.GroupExistsAsync("desk", Cancel));
        await server.Hub.Clients.Group("page").SendAsync("news", "to the page", Cancel);
        await server.Hub.Clients.Group("desk").SendAsync("news", "to the desk", Cancel);
        await server.Hub.Clients.All.SendAsync("end", Cancel);

        Assert.Equal(["to the desk"], await ann.NewsUntilEndAsync());
    }

    [Fact]
    public async Task An_open_connection_outlives_its_token_and_returns_with_a_new_one()
    {
        stock.SkipWhenMissing();
        var clock = new ManualClock(DateTimeOffset.UtcNow);
        await using var server = await HubServer.StartAsync(clock: clock);
        await using var ann = await StockClient.ConnectAsync(server.For("ann"), "news");

        clock.Advance(TimeSpan.FromHours(1));
        await server.Hub.Clients.User("ann").SendAsync("news", "still here", Cancel);
        Assert.Equal("still here", (await ann.NextMessageAsync("news"))[0].GetString());

        server.Drop();
        await ann.NextAsync("reconnecting");
        await ann.NextAsync("reconnected");
    }

    [Fact]
    public async Task A_user_is_in_a_group_for_the_time_given_in_whole_seconds()
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 1, 2, 14, 30, 0, TimeSpan.Zero));
        await using var server = await HubServer.StartAsync(clock: clock);
        await server.Hub.UserGroups.AddToGroupAsync("ann", "US", TimeSpan.FromSeconds(2.9), Cancel);

        clock.Advance(TimeSpan.FromSeconds(1.9));
        Assert.True(await server.Hub.UserGroups.IsUserInGroup("ann", "US", Cancel));
        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.False(await server.Hub.UserGroups.IsUserInGroup("ann", "US", Cancel));
    }
}
