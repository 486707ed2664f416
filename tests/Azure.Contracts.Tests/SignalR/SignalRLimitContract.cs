using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.SignalR.Common;
using Microsoft.Azure.SignalR.Management;

namespace Azure.Contracts.Tests.SignalR;

/// <summary>What the SignalR service does not take.</summary>
public sealed class SignalRLimitContract
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1st")]
    [InlineData("two words")]
    [InlineData("dashed-name")]
    public async Task A_hub_is_named_by_a_letter_and_then_letters_digits_and_a_few_signs(string name)
    {
        using var manager = SignalRService.Manager();

        await Assert.ThrowsAsync<AzureSignalRInvalidArgumentException>(() => SendAsync(manager, name));
    }

    [Fact]
    public async Task A_hubs_name_has_at_most_128_characters()
    {
        using var manager = SignalRService.Manager();

        await SendAsync(manager, new string('h', 128));
        await Assert.ThrowsAsync<AzureSignalRInvalidArgumentException>(() => SendAsync(manager, new string('h', 129)));
    }

    [Fact]
    public async Task A_groups_name_has_at_most_1024_characters_and_not_only_blanks()
    {
        using var manager = SignalRService.Manager();
        using var hub = await manager.CreateHubContextAsync("contracts", Cancel);

        await hub.Clients.Group(new string('g', 1024)).SendAsync("news", Cancel);
        await Assert.ThrowsAsync<AzureSignalRInvalidArgumentException>(() => hub.Clients.Group(new string('g', 1025)).SendAsync("news", Cancel));
        await Assert.ThrowsAsync<AzureSignalRInvalidArgumentException>(() => hub.Clients.GroupExcept("  ", []).SendAsync("news", Cancel));
        await Assert.ThrowsAsync<AzureSignalRInvalidArgumentException>(() => hub.UserGroups.AddToGroupAsync("ann", new string('g', 1025), Cancel));
    }

    [Fact]
    public async Task A_message_needs_a_name_and_somebody_to_go_to()
    {
        using var manager = SignalRService.Manager();
        using var hub = await manager.CreateHubContextAsync("contracts", Cancel);

        await Assert.ThrowsAsync<ArgumentException>(() => hub.Clients.All.SendAsync("", Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => hub.Clients.User("").SendAsync("news", Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => hub.Clients.Group("").SendAsync("news", Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => hub.Clients.Client("").SendAsync("news", Cancel));
    }

    [Fact]
    public async Task A_user_is_not_added_to_a_group_for_less_than_no_time()
    {
        using var manager = SignalRService.Manager();
        using var hub = await manager.CreateHubContextAsync("contracts", Cancel);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => hub.UserGroups.AddToGroupAsync("ann", "US", TimeSpan.FromSeconds(-1), Cancel));
    }

    [Fact]
    public async Task A_call_a_message_carries_a_megabyte_and_an_open_connection_more()
    {
        using var calls = SignalRService.Manager();
        using var connected = SignalRService.Manager(ServiceTransportType.Persistent);
        using var hub = await calls.CreateHubContextAsync("contracts", Cancel);
        using var same = await connected.CreateHubContextAsync("contracts", Cancel);
        var fits = new string('x', (1 << 20) - 100);

        await hub.Clients.All.SendAsync("news", fits, Cancel);
        AzureSignalRException refused = await Assert.ThrowsAsync<AzureSignalRRuntimeException>(() => hub.Clients.All.SendAsync("news", fits + fits, Cancel));
        await same.Clients.All.SendAsync("news", fits + fits, Cancel);

        Assert.Contains("413", refused.Message, StringComparison.Ordinal);
    }

    private static async Task SendAsync(ServiceManager manager, string hubName)
    {
        using var hub = await manager.CreateHubContextAsync(hubName, Cancel);
        await hub.Clients.All.SendAsync("news", Cancel);
    }
}
