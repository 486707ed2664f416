using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Trading.EndToEnd.Tests;

/// <summary>A user's secrets over the API of the real program and by its commands, both at once.</summary>
public sealed class SecretsTests : IAsyncLifetime
{
    private const string Hidden = "do-not-show-this-value";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly DataFolder data = new();
    private readonly DataFolder home = new();
    private TradingProcess trading = null!;

    private HttpClient Client => trading.Client;

    // Keys go to the user's place for such data, as they do unless told otherwise.
    private Dictionary<string, string> Settings => new() { ["XDG_DATA_HOME"] = home.Path };

    public async ValueTask InitializeAsync() => trading = await TradingProcess.StartAsync(data.Path, settings: Settings);

    public async ValueTask DisposeAsync()
    {
        await trading.DisposeAsync();
        data.Dispose();
        home.Dispose();
    }

    [Fact]
    public async Task A_secret_is_set_listed_and_deleted_and_its_value_never_comes_out_again()
    {
        var set = await PutAsync("kis-live", new { value = Hidden });
        var listed = await Client.GetJsonAsync("/api/secrets", Cancel);
        using var read = await Client.GetAsync("/api/secrets/kis-live", Cancel);
        using var deleted = await Client.DeleteAsync("/api/secrets/kis-live", Cancel);
        using var again = await Client.DeleteAsync("/api/secrets/kis-live", Cancel);

        Assert.Equal(HttpStatusCode.OK, set.Status);
        Assert.Equal(["name", "updatedAt"], set.Body.EnumerateObject().Select(field => field.Name));
        var only = Assert.Single(listed.GetProperty("secrets").EnumerateArray());
        Assert.Equal(("kis-live", set.Body.Text("updatedAt")), (only.Text("name"), only.Text("updatedAt")));
        Assert.DoesNotContain(Hidden, listed.ToString(), StringComparison.Ordinal);
        Assert.False(read.IsSuccessStatusCode);
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (deleted.StatusCode, again.StatusCode));
        Assert.Empty((await Client.GetJsonAsync("/api/secrets", Cancel)).GetProperty("secrets").EnumerateArray());
    }

    [Fact]
    public async Task Commands_and_the_served_app_share_secrets_while_both_run()
    {
        await PutAsync("by-api", new { value = Hidden });

        var set = await RunAsync(Hidden + "\n", "set", "By-Command");
        var rotated = await RunAsync("", "rotate");
        var replaced = await PutAsync("by-api", new { value = Hidden + "2" });
        var listed = await RunAsync("", "list");
        var removed = await RunAsync("", "delete", "by-api");
        var missing = await RunAsync("", "delete", "by-api");
        var nothing = await RunAsync("\n", "set", "empty");

        Assert.Equal((0, "Secret 'by-command' is set."), (set.ExitCode, set.Output.Trim()));
        Assert.Equal((0, "Secrets sealed with a new key: 2."), (rotated.ExitCode, rotated.Output.Trim()));
        Assert.Equal(HttpStatusCode.OK, replaced.Status);
        Assert.Equal(["by-api", "by-command"], listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]));
        Assert.Equal((0, 1), (removed.ExitCode, missing.ExitCode));
        Assert.Equal("There is no secret 'by-api'.", missing.Error.Trim());
        Assert.Equal((1, "The value is empty; expected 1 to 25600 bytes of text."), (nothing.ExitCode, nothing.Error.Trim()));
        Assert.Equal(["by-command"], (await Client.GetJsonAsync("/api/secrets", Cancel)).GetProperty("secrets").EnumerateArray().Select(secret => secret.Text("name")));
        Assert.Single(Directory.GetFiles(Path.Combine(home.Path, "trading", "keys")));
    }

    [Fact]
    public async Task Neither_a_log_nor_any_file_of_the_data_folder_holds_a_value()
    {
        await PutAsync("kis-live", new { value = Hidden });
        await PutAsync("kis-live", new { value = Hidden, more = Hidden });
        await RunAsync(Hidden, "set", "kis-paper");

        var logs = Path.Combine(data.Path, "logs");
        await trading.UntilAsync("the log says that it was set", TimeSpan.FromMinutes(1), () => Task.FromResult(
            Directory.GetFiles(logs).Any(file => Contains(file, "Secret kis-live of owner was set"))));
        await trading.KillAsync();

        Assert.DoesNotContain(Hidden, trading.Output, StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(data.Path, "*", SearchOption.AllDirectories), file => Assert.False(Contains(file, Hidden), file));
    }

    [Fact]
    public async Task What_is_no_secret_is_refused_by_field_and_nothing_is_stored()
    {
        const string Json = "application/json";
        (string Name, string Body, string ContentType, HttpStatusCode Status, string Code, string? Field)[] wrong =
        [
            ("a--b", """{"value":"x"}""", Json, HttpStatusCode.UnprocessableEntity, "invalid-secret", "name"),
            ("a_b", """{"value":"x"}""", Json, HttpStatusCode.UnprocessableEntity, "invalid-secret", "name"),
            ("%2e%2e%5cx", """{"value":"x"}""", Json, HttpStatusCode.UnprocessableEntity, "invalid-secret", "name"),
            ("a", """{"value":""}""", Json, HttpStatusCode.UnprocessableEntity, "invalid-secret", "value"),
            ("a", $$"""{"value":"{{new string('x', 25_601)}}"}""", Json, HttpStatusCode.UnprocessableEntity, "invalid-secret", "value"),
            ("a", """{"value":null}""", Json, HttpStatusCode.BadRequest, "malformed-json", "value"),
            ("a", """{"value":7}""", Json, HttpStatusCode.BadRequest, "malformed-json", "value"),
            ("a", "{}", Json, HttpStatusCode.BadRequest, "malformed-json", "value"),
            ("a", "xxxx", Json, HttpStatusCode.BadRequest, "malformed-json", "body"),
            ("a", "xxxx", "text/plain", HttpStatusCode.UnsupportedMediaType, "unsupported-media-type", null),
        ];
        foreach (var (name, body, contentType, status, code, field) in wrong)
        {
            using var content = new StringContent(body, new MediaTypeHeaderValue(contentType));
            using var answer = await Client.PutAsync($"/api/secrets/{name}", content, Cancel);

            var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;
            Assert.Equal((status, code), (answer.StatusCode, problem.Text("code")));
            Assert.True(field is null || problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
            Assert.DoesNotContain("xxxx", problem.ToString(), StringComparison.Ordinal);
        }

        Assert.False(File.Exists(Path.Combine(data.Path, "secrets.json")));
        Assert.Equal(HttpStatusCode.OK, (await PutAsync("a", new { value = new string('x', 25_600) })).Status);
    }

    [Fact]
    public async Task When_the_key_is_gone_the_api_says_unavailable_and_the_log_says_why()
    {
        await PutAsync("a", new { value = Hidden });
        var key = Directory.GetFiles(Path.Combine(home.Path, "trading", "keys")).Single();
        File.Delete(key);

        var (status, problem) = await PutAsync("a", new { value = Hidden });

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "secrets-unavailable"), (status, problem.Text("code")));
        Assert.DoesNotContain(key, problem.ToString(), StringComparison.Ordinal);
        await trading.UntilAsync("the log names the key", TimeSpan.FromMinutes(1), () => Task.FromResult(trading.Output.Contains(key, StringComparison.Ordinal)));
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> PutAsync(string name, object body)
    {
        using var answer = await Client.PutAsJsonAsync($"/api/secrets/{name}", body, Cancel);
        return (answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Cancel)));
    }

    private static bool Contains(string file, string text) => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(string input, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Trading.Local.dll"), "secrets", .. arguments, "--data", data.Path])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["XDG_DATA_HOME"] = home.Path },
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(Cancel);
        var error = process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, await output, await error);
    }
}
