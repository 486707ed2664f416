using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Trading.Embedded.Hosting;
using Trading.Embedded.Tests.Functions.Specimens;

namespace Trading.Embedded.Tests.Functions;

/// <summary>The host's own addresses.</summary>
public sealed class AdminTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private RunningHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await RunningHost.StartAsync(new HostSetup(typeof(HttpSpecimens), typeof(TimerSpecimens), typeof(QueueSpecimens), typeof(DurableSpecimens))
        {
            Settings = { ["Often"] = "0 0 0 1 1 *", ["ObjectQueue"] = "objects" },
        });
        host.Client.DefaultRequestHeaders.Add("x-functions-key", Key("master"));
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("/admin/host/status")]
    [InlineData("/admin/functions")]
    [InlineData("/admin/functions/Rare")]
    public async Task Admin_addresses_need_the_master_key(string path)
    {
        host.Client.DefaultRequestHeaders.Remove("x-functions-key");

        await host.ProblemAsync(path, HttpStatusCode.Unauthorized);
        await host.ProblemAsync($"{path}?code={Key("default")}", HttpStatusCode.Unauthorized);
        using var answer = await host.Client.GetAsync($"{path}?code={Key("master")}", None);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Anyone_may_ask_whether_the_host_is_there()
    {
        host.Client.DefaultRequestHeaders.Remove("x-functions-key");

        using var ping = await host.Client.GetAsync("/admin/host/ping", None);

        Assert.Equal(HttpStatusCode.OK, ping.StatusCode);
        Assert.Empty(await ping.Content.ReadAsStringAsync(None));
    }

    [Fact]
    public async Task The_status_says_that_the_host_runs() =>
        Assert.Equal("Running", (await host.GetAsync("/admin/host/status")).GetProperty("state").GetString());

    [Fact]
    public async Task All_functions_are_listed_with_their_triggers()
    {
        var functions = (await host.GetAsync("/admin/functions")).EnumerateArray().ToDictionary(f => f.GetProperty("name").GetString()!, Trigger);

        Assert.Equal("""{"name":"request","direction":"In","type":"httpTrigger","authLevel":"Anonymous","methods":["get"],"route":"orders/{id:int}/{side?}"}""", functions["Order"]);
        Assert.Equal("""{"name":"timer","direction":"In","type":"timerTrigger","schedule":"0 0 0 1 1 *","runOnStartup":false,"useMonitor":true}""", functions["Rare"]);
        Assert.Equal("""{"name":"order","direction":"In","type":"serviceBusTrigger","queueName":"objects"}""", functions["Object"]);
        Assert.Equal("""{"name":"context","direction":"In","type":"orchestrationTrigger","orchestration":"Sum"}""", functions["Sum"]);
        Assert.Equal("""{"name":"pair","direction":"In","type":"activityTrigger","activity":"Add"}""", functions["Add"]);
    }

    [Fact]
    public async Task A_function_is_described_by_its_name_in_any_case_with_the_address_that_invokes_it()
    {
        var function = await host.GetAsync("/admin/functions/withKEY");

        Assert.Equal("WithKey", function.GetProperty("name").GetString());
        Assert.Equal($"{host.Address}api/with-key", function.GetProperty("invoke_url_template").GetString());
        Assert.Equal($"{host.Address}admin/functions/WithKey", function.GetProperty("href").GetString());
        Assert.EndsWith("HttpSpecimens.WithKey", function.GetProperty("config").GetProperty("entryPoint").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_is_listed_with_all_that_it_takes_in_and_gives_out()
    {
        var function = await host.GetAsync("/admin/functions/StartSum");

        Assert.Equal(
            [
                """{"name":"request","direction":"In","type":"httpTrigger","authLevel":"Anonymous","methods":["post"],"route":"sum/{id}"}""",
                """{"name":"client","direction":"In","type":"durableClient"}""",
                """{"name":"$return","direction":"Out","type":"http"}""",
            ],
            Bindings(function));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        var function = await host.ProblemAsync("/admin/functions/Unknown", HttpStatusCode.NotFound);
        var address = await host.ProblemAsync("/admin/nowhere", HttpStatusCode.NotFound);

        Assert.Equal(("unknown-function", "not-found"), (function.GetProperty("code").GetString(), address.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_method_that_an_address_does_not_answer_is_refused_and_the_right_ones_are_told()
    {
        using var response = await host.Client.DeleteAsync("/admin/functions/Rare", None);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "POST"], response.Content.Headers.Allow.Order());
    }

    [Theory]
    [InlineData("Rare")]
    [InlineData("rare")]
    public async Task A_timer_function_can_be_run_by_hand(string name)
    {
        using var response = await host.Client.PostAsJsonAsync($"/admin/functions/{name}", new { }, None);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await host.Services.GetRequiredService<Notes>().WaitAsync(all => all.Any(note => note.StartsWith("rare", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Unknown", "{}", "application/json", HttpStatusCode.NotFound, "unknown-function")]
    [InlineData("Order", "{}", "application/json", HttpStatusCode.BadRequest, "not-by-hand")]
    [InlineData("Rare", "{}", "text/plain", HttpStatusCode.UnsupportedMediaType, "unsupported-media-type")]
    [InlineData("Rare", "", "application/json", HttpStatusCode.BadRequest, "malformed-json")]
    [InlineData("Rare", "[]", "application/json", HttpStatusCode.BadRequest, "malformed-json")]
    [InlineData("Object", "{}", "application/json", HttpStatusCode.BadRequest, "malformed-json")]
    [InlineData("Object", """{"input":{"id":"a"}}""", "application/json", HttpStatusCode.BadRequest, "malformed-json")]
    public async Task A_run_by_hand_that_cannot_be_is_refused(string name, string body, string type, HttpStatusCode expected, string code)
    {
        var problem = await host.ProblemAsync(
            new HttpRequestMessage(HttpMethod.Post, $"/admin/functions/{name}") { Content = new StringContent(body, Encoding.UTF8, type) }, expected);

        Assert.Equal(code, problem.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("_master", "master", "/admin/host/status")]
    [InlineData("default", "default", "/api/with-key")]
    public async Task A_renewed_key_holds_at_once_and_the_old_one_no_more(string name, string stored, string path)
    {
        var old = Key(stored);

        using var response = await host.Client.PostAsync($"/admin/host/keys/{name}", null, None);

        var key = (await response.Content.ReadFromJsonAsync<JsonElement>(None)).GetProperty("value").GetString()!;
        Assert.NotEqual(old, key);
        Assert.Equal(key, Key(stored));
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Equal(HttpStatusCode.Unauthorized, await WithKeyAsync(path, old));
        Assert.Equal(HttpStatusCode.OK, await WithKeyAsync(path, key));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(host.Folder, "host-keys.json")));
    }

    [Fact]
    public async Task Of_two_hosts_on_a_folder_neither_brings_back_a_key_that_the_other_replaced_and_both_ask_for_the_new_one()
    {
        using var process = new SecondProcess(host.Platform);
        var other = HostKeys.Open(process.Platform);
        using var response = await host.Client.PostAsync("/admin/host/keys/default", null, None);
        var renewed = (await response.Content.ReadFromJsonAsync<JsonElement>(None)).GetProperty("value").GetString()!;
        var old = Key("master");

        var master = await other.RenewAsync(HostKeys.MasterName);

        Assert.Equal((renewed, master), (Key("default"), Key("master")));
        Assert.Equal(HttpStatusCode.Unauthorized, await WithKeyAsync("/admin/host/status", old));
        Assert.Equal(HttpStatusCode.OK, await WithKeyAsync("/admin/host/status", master!));
        Assert.True(other.Allows(new DefaultHttpContext { Request = { Headers = { ["x-functions-key"] = renewed } } }.Request, AuthorizationLevel.Function));
    }

    [Fact]
    public async Task A_key_of_another_name_is_not_made()
    {
        var before = await File.ReadAllTextAsync(Path.Combine(host.Folder, "host-keys.json"), None);

        var problem = await host.ProblemAsync(new HttpRequestMessage(HttpMethod.Post, "/admin/host/keys/mine"), HttpStatusCode.NotFound);

        Assert.Equal("unknown-key", problem.GetProperty("code").GetString());
        Assert.Equal(before, await File.ReadAllTextAsync(Path.Combine(host.Folder, "host-keys.json"), None));
    }

    private async Task<HttpStatusCode> WithKeyAsync(string path, string key)
    {
        using var client = new HttpClient { BaseAddress = host.Address, DefaultRequestHeaders = { { "x-functions-key", key } } };
        using var response = await client.GetAsync(path, None);
        return response.StatusCode;
    }

    private static string Trigger(JsonElement function) => Bindings(function)[0];

    private static string[] Bindings(JsonElement function) => [.. function.GetProperty("config").GetProperty("bindings").EnumerateArray().Select(binding => binding.GetRawText())];

    private string Key(string name) => JsonElement.Parse(File.ReadAllText(Path.Combine(host.Folder, "host-keys.json"))).GetProperty(name).GetString()!;
}
