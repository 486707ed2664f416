using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Azure.SignalR.Management;
using Trading.Embedded.Tests.Functions.Specimens;
using Trading.Embedded.Tests.SignalR;
using static Trading.Embedded.Tests.SignalR.Eventually;

namespace Trading.Embedded.Tests.Functions;

public sealed class SignalRBindingTests : IAsyncLifetime
{
    private RunningHost host = null!;
    private ServiceHubContext hub = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await RunningHost.StartAsync(new HostSetup(typeof(SignalRSpecimens)) { ServesHubs = true, Settings = { ["Hub"] = "trading" } });
        hub = await HubServer.Connect(host.Platform).CreateHubContextAsync("trading", Cancel);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_negotiated_client_gets_what_functions_send_to_its_user_its_group_and_all()
    {
        await using var ann = await ConnectAsync("ann");
        await using var bob = await ConnectAsync("bob");
        await PostAsync("join/bob");

        Assert.Equal("done", await PostAsync("publish"));
        Assert.Equal(["to ann", "to all"], await NewsUntilToAllAsync(ann));
        Assert.Equal(["to the group", "to all"], await NewsUntilToAllAsync(bob));

        await PostAsync("leave/bob");
        Assert.False(await hub.UserGroups.IsUserInGroup("bob", "US", Cancel));
    }

    [Fact]
    public async Task The_user_and_claims_of_a_negotiation_come_from_the_request()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/text/negotiate?desk=7");
        request.Headers.Add("x-user", "ann");
        request.Headers.Add("x-id-token", $"e30.{Encode("""{"role":"reader","groups":["a","b"],"secret":"s"}""")}.e30");

        using var answer = await host.Client.SendAsync(request, Cancel);

        var info = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal($"{host.Address.GetLeftPart(UriPartial.Authority)}/client/?hub=trading", info.GetProperty("url").GetString());
        var claims = JsonElement.Parse(Base64Url.DecodeFromChars(info.GetProperty("accessToken").GetString()!.Split('.')[1]));
        Assert.Equal("ann-7", claims.GetProperty("asrs.s.uid").GetString());
        Assert.Equal("reader", claims.GetProperty("role").GetString());
        Assert.Equal(["a", "b"], claims.GetProperty("groups").EnumerateArray().Select(group => group.GetString()));
        Assert.False(claims.TryGetProperty("secret", out _));
    }

    [Fact]
    public async Task Without_what_it_asks_of_the_request_a_negotiation_lets_nobody_in()
    {
        using var answer = await host.Client.PostAsync("api/text/negotiate", null, Cancel);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains(host.Log.Lines, line => line.Contains("asks for '{headers.x-user}'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nobody", "names neither a connection nor a user")]
    [InlineData("connection", "Azure ignores an action that removes a connection from all groups")]
    [InlineData("other", "is no SignalR action")]
    public async Task What_is_no_action_fails_the_invocation(string kind, string reason)
    {
        using var answer = await host.Client.PostAsync($"api/act/{kind}", null, Cancel);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains(host.Log.Lines, line => line.Contains(reason, StringComparison.Ordinal));
    }

    private async Task<RawClient> ConnectAsync(string user)
    {
        using var answer = await host.Client.PostAsync($"api/{user}/negotiate", null, Cancel);
        var info = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        var client = await RawClient.ConnectAsync(new NegotiationResponse { Url = info.GetProperty("url").GetString(), AccessToken = info.GetProperty("accessToken").GetString() }, Cancel);
        await EventuallyAsync(() => hub.ClientManager.UserExistsAsync(user, Cancel));
        return client;
    }

    private async Task<string> PostAsync(string path)
    {
        using var answer = await host.Client.PostAsync($"api/{path}", null, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private static async Task<List<string>> NewsUntilToAllAsync(RawClient client)
    {
        var news = new List<string>();
        while (news is not [.., "to all"])
            news.Add((await client.ReadMessageAsync("news", Cancel))!.Value.GetString()!);
        return news;
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
