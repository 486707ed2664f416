using System.Net;
using System.Net.Http.Json;
using System.Text;
using Trading.Embedded.Tests.Functions.Specimens;

namespace Trading.Embedded.Tests.Functions;

public sealed class HttpTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private RunningHost host = null!;

    public async ValueTask InitializeAsync() =>
        host = await RunningHost.StartAsync(new HostSetup(typeof(HttpSpecimens)) { MaxRequestBodyBytes = 1000 });

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Route_and_query_values_are_bound_by_name()
    {
        var all = await host.GetAsync("/api/orders/7/buy?from=2026-01-02&limit=10.25&live=true");
        var least = await host.GetAsync("/api/orders/8");

        Assert.Equal("""{"id":7,"side":"buy","from":"2026-01-02","limit":10.25,"live":true}""", all.GetRawText());
        Assert.Equal("""{"id":8,"side":null,"from":null,"limit":2.5,"live":false}""", least.GetRawText());
    }

    [Theory]
    [InlineData("/api/orders/7?from=soon", "from", "'from' is 'soon'; expected a date yyyy-MM-dd.")]
    [InlineData("/api/orders/7?limit=1e9", "limit", "'limit' is '1e9'; expected a decimal number.")]
    [InlineData("/api/count?number=4294967296", "number", "'number' is '4294967296'; expected a whole number from -2147483648 to 2147483647.")]
    [InlineData("/api/count", "number", "'number' is missing.")]
    public async Task A_value_of_the_wrong_type_is_refused_by_name(string path, string field, string detail)
    {
        var problem = await host.ProblemAsync(path, HttpStatusCode.BadRequest);

        Assert.Equal(detail, problem.GetProperty("detail").GetString());
        Assert.Equal(detail, problem.GetProperty("errors").GetProperty(field)[0].GetString());
    }

    [Fact]
    public async Task A_route_that_nothing_answers_is_not_found()
    {
        var missing = await host.ProblemAsync("/api/nowhere", HttpStatusCode.NotFound);
        var constrained = await host.ProblemAsync("/api/orders/seven", HttpStatusCode.NotFound);

        Assert.Equal("not-found", missing.GetProperty("code").GetString());
        Assert.Equal("not-found", constrained.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_method_that_a_route_does_not_answer_is_refused_and_the_right_ones_are_told()
    {
        using var response = await host.Client.DeleteAsync("/api/things", None);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
        Assert.Contains("\"method-not-allowed\"", await response.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_catch_all_takes_the_rest_of_the_path() =>
        Assert.Equal("GET a/b/c.csv", await host.Client.GetStringAsync("/api/files/a/b/c.csv", None));

    [Fact]
    public async Task A_json_body_becomes_an_object_and_an_action_result_is_executed()
    {
        using var response = await host.Client.PostAsJsonAsync("/api/things", new { name = "spade", size = 3 }, None);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("things/1", response.Headers.Location?.OriginalString);
        Assert.Equal("""{"name":"spade","size":3}""", await response.Content.ReadAsStringAsync(None));
    }

    [Theory]
    [InlineData("{\"name\":", "application/json", HttpStatusCode.BadRequest, "malformed-json")]
    [InlineData("{\"name\":\"x\",\"size\":\"many\"}", "application/json", HttpStatusCode.BadRequest, "malformed-json")]
    [InlineData("", "application/json", HttpStatusCode.BadRequest, "malformed-json")]
    [InlineData("name=x", "text/plain", HttpStatusCode.UnsupportedMediaType, "unsupported-media-type")]
    public async Task A_body_that_cannot_be_read_is_refused(string body, string type, HttpStatusCode expected, string code)
    {
        var problem = await host.ProblemAsync(
            new HttpRequestMessage(HttpMethod.Post, "/api/things") { Content = new StringContent(body, Encoding.UTF8, type) }, expected);

        Assert.Equal(code, problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_and_the_limit_is_told()
    {
        using var fits = await host.Client.PostAsync("/api/upload", new ByteArrayContent(new byte[1000]), None);
        var problem = await host.ProblemAsync(
            new HttpRequestMessage(HttpMethod.Post, "/api/upload") { Content = new ByteArrayContent(new byte[1001]) }, HttpStatusCode.RequestEntityTooLarge);

        Assert.Equal("1000", await fits.Content.ReadAsStringAsync(None));
        Assert.Equal("body-too-large", problem.GetProperty("code").GetString());
        Assert.Equal("The limit is 1000 bytes.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_failure_is_answered_without_details_and_logged_under_its_trace_id()
    {
        var problem = await host.ProblemAsync("/api/broken", HttpStatusCode.InternalServerError);

        Assert.Equal("internal-error", problem.GetProperty("code").GetString());
        Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
        var line = Assert.Single(host.Log.Lines, logged => logged.StartsWith("Error", StringComparison.Ordinal));
        Assert.Contains("the secret of /api/broken", line, StringComparison.Ordinal);
        Assert.Contains(problem.GetProperty("traceId").GetString()!, line, StringComparison.Ordinal);
        Assert.Contains("FunctionName=Broken", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_of_a_function_is_left_as_it_is()
    {
        using var nothing = await host.Client.GetAsync("/api/nothing", None);
        using var notThere = await host.Client.GetAsync("/api/not-there", None);

        Assert.Equal(HttpStatusCode.OK, nothing.StatusCode);
        Assert.Empty(await nothing.Content.ReadAsStringAsync(None));
        Assert.Equal("\"\"", await notThere.Content.ReadAsStringAsync(None));
    }

    [Fact]
    public async Task An_invocation_knows_itself_and_continues_the_trace_of_its_request()
    {
        const string trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/context?word=here");
        request.Headers.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");

        using var response = await host.Client.SendAsync(request, None);

        var seen = await response.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(None);
        Assert.Equal("Context", seen.GetProperty("name").GetString());
        Assert.Equal("httpTrigger", seen.GetProperty("trigger").GetString());
        Assert.True(seen.GetProperty("sameRequest").GetBoolean());
        Assert.Equal("here", seen.GetProperty("bound").GetString());
        Assert.Equal(trace, seen.GetProperty("traceId").GetString());
        Assert.StartsWith($"00-{trace}-", seen.GetProperty("traceParent").GetString(), StringComparison.Ordinal);
        var line = Assert.Single(host.Log.Lines, logged => logged.Contains("said inside", StringComparison.Ordinal));
        Assert.Contains($"InvocationId={seen.GetProperty("invocationId").GetString()}", line, StringComparison.Ordinal);
        Assert.Contains(trace, line, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_function_has_a_line_at_start()
    {
        Assert.Contains(host.Log.Lines, line => line.Contains("Function Order: HTTP GET /api/orders/{id:int}/{side?}", StringComparison.Ordinal));
        Assert.Contains(host.Log.Lines, line => line.Contains("Function Broken: HTTP any method /api/broken", StringComparison.Ordinal));
    }
}
