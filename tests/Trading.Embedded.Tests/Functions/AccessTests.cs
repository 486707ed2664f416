using System.Net;
using System.Text.Json;
using Trading.Embedded.Tests.Functions.Specimens;

namespace Trading.Embedded.Tests.Functions;

/// <summary>Who may call: loopback hosts, own pages, holders of keys.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private RunningHost host = null!;

    public async ValueTask InitializeAsync() => host = await RunningHost.StartAsync(new HostSetup(typeof(HttpSpecimens), typeof(TimerSpecimens))
    {
        Settings = { ["Often"] = "0 0 0 1 1 *" },
    });

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:7071")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("10.0.0.1")]
    public async Task A_request_for_a_foreign_host_is_refused(string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/files/x") { Headers = { Host = name } };

        var problem = await host.ProblemAsync(request, HttpStatusCode.Forbidden);

        Assert.Equal("foreign-host", problem.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    [InlineData("http://localhost:1")]
    [InlineData("file://localhost")]
    public async Task A_request_from_a_foreign_page_is_refused(string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/files/x");
        request.Headers.Add("Origin", origin);

        var problem = await host.ProblemAsync(request, HttpStatusCode.Forbidden);

        Assert.Equal("foreign-origin", problem.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task The_hosts_own_pages_may_call_under_each_of_its_names(string name)
    {
        var origin = $"http://{name}:{host.Address.Port}";
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/files/x") { Headers = { Host = $"localhost:{host.Address.Port}" } };
        request.Headers.Add("Origin", origin);

        using var response = await host.Client.SendAsync(request, None);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([origin], response.Headers.GetValues("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_function_with_a_key_asks_for_it()
    {
        var keys = Keys();

        var problem = await host.ProblemAsync("/api/with-key", HttpStatusCode.Unauthorized);
        var byQuery = await host.Client.GetStringAsync($"/api/with-key?code={keys.GetProperty("default").GetString()}", None);
        using var byHeader = new HttpRequestMessage(HttpMethod.Get, "/api/with-key");
        byHeader.Headers.Add("x-functions-key", keys.GetProperty("master").GetString());
        using var answer = await host.Client.SendAsync(byHeader, None);

        Assert.Equal("unauthorized", problem.GetProperty("code").GetString());
        Assert.Equal("in /api/with-key", byQuery);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public void Keys_can_be_read_by_their_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such file modes.");

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(host.Folder, "host-keys.json")));
    }

    private JsonElement Keys() => JsonElement.Parse(File.ReadAllText(Path.Combine(host.Folder, "host-keys.json")));
}
