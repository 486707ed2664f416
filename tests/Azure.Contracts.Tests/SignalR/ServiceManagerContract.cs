using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.SignalR.Common;
using Microsoft.Azure.SignalR.Management;

namespace Azure.Contracts.Tests.SignalR;

/// <summary>What product code may expect of a SignalR service, with or without clients connected.</summary>
public sealed class ServiceManagerContract
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_manager_is_not_built_without_an_endpoint() =>
        Assert.Throws<InvalidOperationException>(() => new ServiceManagerBuilder().BuildServiceManager());

    [Fact]
    public async Task The_service_says_that_it_is_healthy()
    {
        using var manager = SignalRService.Manager();

        Assert.True(await manager.IsServiceHealthy(Cancel));
    }

    [Fact]
    public async Task A_hub_needs_a_name()
    {
        using var manager = SignalRService.Manager();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => manager.CreateHubContextAsync("", Cancel));
    }

    [Fact]
    public async Task A_message_for_nobody_is_no_error()
    {
        using var manager = SignalRService.Manager();
        using var hub = await manager.CreateHubContextAsync("contracts", Cancel);

        await hub.Clients.All.SendAsync("news", new { Id = 1 }, Cancel);
        await hub.Clients.User("nobody").SendAsync("news", Cancel);
        await hub.Clients.Group("nobody").SendAsync("news", "one", 2, 3.5, Cancel);

        await hub.DisposeAsync();
    }

    [Fact]
    public async Task A_strongly_typed_hub_takes_an_interface_of_tasks()
    {
        using var manager = SignalRService.Manager();
        await using var hub = await manager.CreateHubContextAsync<IPages>("contracts", Cancel);

        await hub.Clients.All.News("one");
        await hub.UserGroups.RemoveFromAllGroupsAsync("typed", Cancel);
        await hub.Groups.RemoveFromAllGroupsAsync("no-such-connection", Cancel);

        var ticket = await hub.NegotiateAsync(new NegotiationOptions { HttpContext = Request("127.0.0.1:7071") }, Cancel);

        Assert.False(await hub.ClientManager.UserExistsAsync("nobody", Cancel));
        Assert.NotNull(ticket.AccessToken);
    }

    [Fact]
    public async Task A_negotiation_names_the_hub_and_hands_out_a_token_for_the_user()
    {
        using var manager = SignalRService.Manager();
        using var hub = await manager.CreateHubContextAsync("contracts", Cancel);
        var options = new NegotiationOptions
        {
            HttpContext = Request("127.0.0.1:7071"),
            UserId = "ann",
            Claims = [new Claim("role", "reader")],
            TokenLifetime = TimeSpan.FromMinutes(5),
        };

        var ticket = await hub.NegotiateAsync(options, Cancel);

        var url = new Uri(ticket.Url!);
        Assert.Equal("/client/", url.AbsolutePath);
        Assert.Contains("hub=contracts", url.Query, StringComparison.Ordinal);
        Assert.Equal(3, ticket.AccessToken!.Split('.').Length);
    }

    [Fact]
    public async Task A_token_that_no_query_string_could_carry_is_not_issued()
    {
        using var manager = SignalRService.Manager();
        using var hub = await manager.CreateHubContextAsync("contracts", Cancel);
        var options = new NegotiationOptions { HttpContext = Request("127.0.0.1:7071"), Claims = [new Claim("note", new string('x', 5_000))] };

        AzureSignalRException refused = await Assert.ThrowsAsync<AzureSignalRAccessTokenTooLongException>(async () => await hub.NegotiateAsync(options, Cancel));

        Assert.NotEmpty(refused.Message);
    }

    [Fact]
    public async Task A_user_is_in_a_group_from_being_added_until_being_removed()
    {
        using var manager = SignalRService.Manager();
        using var hub = await manager.CreateHubContextAsync("contracts", Cancel);
        var user = $"user-{Guid.NewGuid():N}";

        await hub.UserGroups.AddToGroupAsync(user, "US", Cancel);
        await hub.UserGroups.AddToGroupAsync(user, "KRX", TimeSpan.FromHours(1), Cancel);
        Assert.True(await hub.UserGroups.IsUserInGroup(user, "US", Cancel));
        Assert.True(await hub.UserGroups.IsUserInGroup(user, "KRX", Cancel));

        await hub.UserGroups.RemoveFromGroupAsync(user, "US", Cancel);
        Assert.False(await hub.UserGroups.IsUserInGroup(user, "US", Cancel));
        Assert.True(await hub.UserGroups.IsUserInGroup(user, "KRX", Cancel));

        await hub.UserGroups.RemoveFromAllGroupsAsync(user, Cancel);
        Assert.False(await hub.UserGroups.IsUserInGroup(user, "KRX", Cancel));
    }

    [Fact]
    public async Task The_interfaces_of_a_hub_reach_the_same_groups()
    {
        using var manager = SignalRService.Manager();
        IServiceHubContext hub = await manager.CreateHubContextAsync("contracts", Cancel);
        var user = $"user-{Guid.NewGuid():N}";
        IUserGroupManager users = hub.UserGroups;

        await users.AddToGroupAsync(user, "US", Cancel);
        await users.AddToGroupAsync(user, "KRX", TimeSpan.FromHours(1), Cancel);
        await users.RemoveFromGroupAsync(user, "US", Cancel);

        Assert.False(await users.IsUserInGroup(user, "US", Cancel));
        Assert.True(await users.IsUserInGroup(user, "KRX", Cancel));
        await users.RemoveFromAllGroupsAsync(user, Cancel);
        await hub.DisposeAsync();
    }

    [Fact]
    public async Task Nobody_is_connected_to_a_hub_that_nobody_opened()
    {
        using var manager = SignalRService.Manager();
        using var hub = await manager.CreateHubContextAsync("contracts", Cancel);

        Assert.False(await hub.ClientManager.ConnectionExistsAsync("no-such-connection", Cancel));
        Assert.False(await hub.ClientManager.UserExistsAsync("nobody", Cancel));
        Assert.False(await hub.ClientManager.GroupExistsAsync("nobody", Cancel));
    }

    [Fact]
    public async Task A_connection_that_ended_leaves_its_groups_and_closes_again_without_an_error()
    {
        using var manager = SignalRService.Manager();
        using var hub = await manager.CreateHubContextAsync("contracts", Cancel);

        await hub.Groups.RemoveFromAllGroupsAsync("no-such-connection", Cancel);
        await hub.ClientManager.CloseConnectionAsync("no-such-connection", "maintenance", Cancel);

        Assert.False(await hub.ClientManager.ConnectionExistsAsync("no-such-connection", Cancel));
    }

    private static DefaultHttpContext Request(string host) =>
        new() { Request = { Scheme = "http", Host = new HostString(host), Path = "/api/realtime/negotiate" } };

    public interface IPages
    {
        Task News(string text);
    }
}
