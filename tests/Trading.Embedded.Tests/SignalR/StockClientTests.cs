using Microsoft.AspNetCore.SignalR;
using static Trading.Embedded.Tests.SignalR.Eventually;

namespace Trading.Embedded.Tests.SignalR;

[CollectionDefinition(nameof(StockClientTests))]
public sealed class StockClientCollection : ICollectionFixture<StockClientFixture>;

/// <summary>The stock JavaScript client against the hub server: what works here works against the service.</summary>
[Collection(nameof(StockClientTests))]
public sealed class StockClientTests(StockClientFixture stock)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("WebSockets")]
    [InlineData("ServerSentEvents")]
    [InlineData("LongPolling")]
    public async Task A_client_of_any_transport_receives_what_is_sent_to_its_user(string transport)
    {
        stock.SkipWhenMissing();
        await using var server = await HubServer.StartAsync();
        await using var ann = StockClient.Start(server.For("ann"), transport, "orderChanged");
        await ann.ConnectedAsync();

        await server.Hub.Clients.User("ann").SendAsync("orderChanged", new { OrderId = "o-1", Filled = 2.5 }, Cancel);

        var order = Assert.Single(await ann.NextMessageAsync("orderChanged"));
        Assert.Equal("""{"orderId":"o-1","filled":2.5}""", order.GetRawText());
    }

    [Fact]
    public async Task A_users_messages_reach_all_of_its_pages_and_nobody_elses()
    {
        stock.SkipWhenMissing();
        await using var server = await HubServer.StartAsync();
        await using var desk = await StockClient.ConnectAsync(server.For("ann"), "private", "public");
        await using var phone = await StockClient.ConnectAsync(server.For("ann"), "private", "public");
        await using var bob = await StockClient.ConnectAsync(server.For("bob"), "private", "public");

        await server.Hub.Clients.User("ann").SendAsync("private", 1, Cancel);
        await server.Hub.Clients.All.SendAsync("public", 2, Cancel);

        foreach (var page in (StockClient[])[desk, phone])
        {
            Assert.Equal(1, (await page.NextMessageAsync("private"))[0].GetInt32());
            Assert.Equal(2, (await page.NextMessageAsync("public"))[0].GetInt32());
        }

        // Messages keep their order, so a first message that is public shows that the private one never came.
        Assert.Equal(2, (await bob.NextMessageAsync("public"))[0].GetInt32());
    }

    [Fact]
    public async Task Messages_arrive_once_and_in_the_order_they_were_sent()
    {
        stock.SkipWhenMissing();
        await using var server = await HubServer.StartAsync();
        await using var ann = await StockClient.ConnectAsync(server.For("ann"), "tick");

        for (var i = 0; i < 1_000; i++)
            await server.Hub.Clients.User("ann").SendAsync("tick", i, Cancel);

        for (var i = 0; i < 1_000; i++)
            Assert.Equal(i, (await ann.NextMessageAsync("tick"))[0].GetInt32());
    }

    [Fact]
    public async Task A_connection_hears_its_groups_until_it_leaves_them()
    {
        stock.SkipWhenMissing();
        await using var server = await HubServer.StartAsync();
        await using var ann = await StockClient.ConnectAsync(server.For("ann"), "news", "end");
        await using var bob = await StockClient.ConnectAsync(server.For("bob"), "news", "end");
        var groups = server.Hub.Groups;

        await groups.AddToGroupAsync(ann.ConnectionId, "US", Cancel);
        await groups.AddToGroupAsync(bob.ConnectionId, "US", Cancel);
        await server.Hub.Clients.Group("US").SendAsync("news", "both", Cancel);
        await server.Hub.Clients.GroupExcept("US", [bob.ConnectionId]).SendAsync("news", "all but bob", Cancel);
        await groups.RemoveFromGroupAsync(ann.ConnectionId, "US", Cancel);
        await server.Hub.Clients.Groups(["US", "KRX"]).SendAsync("news", "bob alone", Cancel);
        await groups.RemoveFromAllGroupsAsync(bob.ConnectionId, Cancel);
        await server.Hub.Clients.Group("US").SendAsync("news", "nobody", Cancel);
        await server.Hub.Clients.Clients([ann.ConnectionId, bob.ConnectionId]).SendAsync("end", Cancel);

        Assert.Equal(["both", "all but bob"], await ann.NewsUntilEndAsync());
        Assert.Equal(["both", "bob alone"], await bob.NewsUntilEndAsync());
    }

    [Fact]
    public async Task A_user_in_a_group_is_in_it_with_pages_it_opens_later_and_after_a_restart()
    {
        stock.SkipWhenMissing();
        var server = await HubServer.StartAsync();
        await server.Hub.UserGroups.AddToGroupAsync("ann", "US", Cancel);
        await server.StopAsync();
        server = await HubServer.StartAsync(server.DataFolder);
        await using var restarted = server;
        await using var ann = await StockClient.ConnectAsync(server.For("ann"), "news", "end");

        await server.Hub.Clients.Group("US").SendAsync("news", "to the group", Cancel);
        await server.Hub.UserGroups.RemoveFromGroupAsync("ann", "US", Cancel);
        await server.Hub.Clients.Group("US").SendAsync("news", "to nobody", Cancel);
        await server.Hub.Clients.Client(ann.ConnectionId).SendAsync("end", Cancel);

        Assert.Equal(["to the group"], await ann.NewsUntilEndAsync());
    }

    [Fact]
    public async Task A_client_reconnects_to_a_server_that_was_restarted()
    {
        stock.SkipWhenMissing();
        var server = await HubServer.StartAsync();
        await using var ann = await StockClient.ConnectAsync(server.For("ann"), "news");
        var port = server.Port;

        await server.StopAsync();
        await ann.NextAsync("reconnecting");
        await using var restarted = await HubServer.StartAsync(server.DataFolder, port);
        await ann.NextAsync("reconnected");
        await restarted.Hub.Clients.User("ann").SendAsync("news", "again", Cancel);

        Assert.Equal("again", (await ann.NextMessageAsync("news"))[0].GetString());
    }

    [Fact]
    public async Task A_closed_connection_is_told_why_and_is_gone()
    {
        stock.SkipWhenMissing();
        await using var server = await HubServer.StartAsync();
        await using var ann = await StockClient.ConnectAsync(server.For("ann"));
        var clients = server.Hub.ClientManager;
        // The client hears that it is connected before the server has entered it.
        await EventuallyAsync(() => clients.ConnectionExistsAsync(ann.ConnectionId, Cancel));
        Assert.True(await clients.UserExistsAsync("ann", Cancel));

        await clients.CloseConnectionAsync(ann.ConnectionId, "maintenance", Cancel);

        Assert.Contains("maintenance", (await ann.NextAsync("closed")).GetProperty("error").GetString(), StringComparison.Ordinal);
        await EventuallyAsync(async () => !await clients.ConnectionExistsAsync(ann.ConnectionId, Cancel));
        Assert.False(await clients.UserExistsAsync("ann", Cancel));
    }

    [Fact]
    public async Task Hubs_of_a_service_do_not_hear_each_other()
    {
        stock.SkipWhenMissing();
        await using var server = await HubServer.StartAsync();
        var other = await server.Manager.CreateHubContextAsync("other", Cancel);
        await using var ann = await StockClient.ConnectAsync(server.For("ann"), "news", "end");

        await other.Clients.All.SendAsync("news", "of the other hub", Cancel);
        await other.Clients.User("ann").SendAsync("news", "of the other hub", Cancel);
        await server.Hub.Clients.All.SendAsync("end", Cancel);

        Assert.Empty(await ann.NewsUntilEndAsync());
    }

    [Fact]
    public async Task A_strongly_typed_hub_sends_messages_named_as_its_methods()
    {
        stock.SkipWhenMissing();
        await using var server = await HubServer.StartAsync();
        var typed = await server.Manager.CreateHubContextAsync<IPages>("trading", Cancel);
        await using var ann = await StockClient.ConnectAsync(server.For("ann"), "OrderChanged");

        await typed.Clients.User("ann").OrderChanged("o-1", 3, Cancel);

        var arguments = await ann.NextMessageAsync("OrderChanged");
        Assert.Equal(["o-1", "3"], arguments.Select(argument => argument.ToString()));
    }

    [Fact]
    public async Task A_client_cannot_call_the_server()
    {
        stock.SkipWhenMissing();
        await using var server = await HubServer.StartAsync();
        await using var ann = await StockClient.ConnectAsync(server.For("ann"));

        var refused = await ann.InvokeAsync("Broadcast");

        Assert.Contains("Method does not exist", refused.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    public interface IPages
    {
        Task OrderChanged(string orderId, int filled, CancellationToken cancellationToken);
    }
}
