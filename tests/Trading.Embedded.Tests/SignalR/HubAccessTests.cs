using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using Microsoft.Azure.SignalR.Common;
using Microsoft.Azure.SignalR.Management;
using static Trading.Embedded.Tests.SignalR.Eventually;

namespace Trading.Embedded.Tests.SignalR;

/// <summary>Who the hub server lets in.</summary>
public sealed class HubAccessTests : IDisposable
{
    private readonly HttpClient http = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task A_token_of_the_hub_opens_a_negotiation()
    {
        await using var server = await HubServer.StartAsync();
        var ticket = await server.Hub.NegotiateAsync(new NegotiationOptions { UserId = "ann" }, Cancel);

        var answer = await NegotiateAsync(ticket.Url!, ticket.AccessToken);

        Assert.Equal($"{server.Url}/client/?hub=trading", ticket.Url);
        Assert.Equal(HttpStatusCode.OK, answer);
    }

    [Fact]
    public async Task Without_a_token_nobody_negotiates_or_connects()
    {
        await using var server = await HubServer.StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await NegotiateAsync($"{server.Url}/client/?hub=trading", token: null));
        Assert.Equal(HttpStatusCode.Unauthorized, await ConnectAsync($"{server.Url}/client/?hub=trading&id=abc"));
    }

    [Fact]
    public async Task A_token_of_another_hub_is_refused()
    {
        await using var server = await HubServer.StartAsync();
        var other = await server.Manager.CreateHubContextAsync("other", Cancel);
        var ticket = await other.NegotiateAsync(cancellationToken: Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, await NegotiateAsync($"{server.Url}/client/?hub=trading", ticket.AccessToken));
    }

    [Fact]
    public async Task A_token_that_was_changed_is_refused()
    {
        await using var server = await HubServer.StartAsync();
        var ticket = await server.Hub.NegotiateAsync(new NegotiationOptions { UserId = "ann" }, Cancel);
        var parts = ticket.AccessToken!.Split('.');
        var claims = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]));
        var forged = System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.Replace("ann", "bob", StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.Unauthorized, await NegotiateAsync(ticket.Url!, $"{parts[0]}.{forged}.{parts[2]}"));
        // The header of an unsigned token, as RFC 7515 appendix A.5 gives it.
        Assert.Equal(HttpStatusCode.Unauthorized, await NegotiateAsync(ticket.Url!, $"eyJhbGciOiJub25lIn0.{parts[1]}."));
    }

    [Fact]
    public async Task A_token_that_expired_is_refused()
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 1, 2, 14, 30, 0, TimeSpan.Zero));
        await using var server = await HubServer.StartAsync(clock: clock);
        var ticket = await server.Hub.NegotiateAsync(new NegotiationOptions { TokenLifetime = TimeSpan.FromMinutes(10) }, Cancel);

        clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(HttpStatusCode.OK, await NegotiateAsync(ticket.Url!, ticket.AccessToken));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await NegotiateAsync(ticket.Url!, ticket.AccessToken));
    }

    [Fact]
    public async Task A_token_of_another_data_folder_is_refused()
    {
        await using var server = await HubServer.StartAsync();
        await using var stranger = await HubServer.StartAsync();
        var ticket = await stranger.Hub.NegotiateAsync(cancellationToken: Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, await NegotiateAsync($"{server.Url}/client/?hub=trading", ticket.AccessToken));
    }

    [Fact]
    public async Task A_token_with_more_claims_than_a_query_string_carries_is_not_issued()
    {
        await using var server = await HubServer.StartAsync();
        var claims = new List<Claim> { new("note", new string('x', 4096)) };

        await Assert.ThrowsAsync<AzureSignalRAccessTokenTooLongException>(
            async () => await server.Hub.NegotiateAsync(new NegotiationOptions { Claims = claims }, Cancel));
    }

    [Fact]
    public async Task A_claim_that_the_app_adds_neither_prolongs_the_token_nor_changes_its_user()
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 1, 2, 14, 30, 0, TimeSpan.Zero));
        await using var server = await HubServer.StartAsync(clock: clock);
        var claims = new List<Claim> { new("exp", "99999999999"), new("aud", "elsewhere"), new("asrs.s.uid", "bob"), new("role", "reader") };
        var ticket = await server.Hub.NegotiateAsync(new NegotiationOptions { UserId = "ann", Claims = claims, TokenLifetime = TimeSpan.FromMinutes(10) }, Cancel);

        await using (await RawClient.ConnectAsync(ticket, Cancel))
        {
            await EventuallyAsync(() => server.Hub.ClientManager.UserExistsAsync("ann", Cancel));
            Assert.False(await server.Hub.ClientManager.UserExistsAsync("bob", Cancel));
        }

        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.Unauthorized, await NegotiateAsync(ticket.Url!, ticket.AccessToken));
    }

    [Fact]
    public async Task The_signing_key_is_readable_by_its_owner_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("File modes are Unix's.");
            return;
        }

        await using var server = await HubServer.StartAsync();
        await server.Hub.NegotiateAsync(cancellationToken: Cancel);

        var mode = File.GetUnixFileMode(Path.Combine(server.DataFolder, "signalr.key"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
    }

    [Fact]
    public async Task A_request_that_names_no_hub_is_refused()
    {
        await using var server = await HubServer.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, await NegotiateAsync($"{server.Url}/client/", token: null));
    }

    private async Task<HttpStatusCode> NegotiateAsync(string url, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url.Replace("/client/", "/client/negotiate", StringComparison.Ordinal));
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, Cancel);
        return response.StatusCode;
    }

    private async Task<HttpStatusCode> ConnectAsync(string url)
    {
        using var response = await http.GetAsync(new Uri(url), Cancel);
        return response.StatusCode;
    }
}
