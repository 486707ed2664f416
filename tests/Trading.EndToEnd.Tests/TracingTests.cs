using System.Net.Http.Json;
using System.Text.Json;
using Trading.Integrations.Tests.Telemetry;

namespace Trading.EndToEnd.Tests;

/// <summary>What happened can be followed from the click to the fill.</summary>
public sealed class TracingTests : IDisposable
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private readonly DataFolder data = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task One_paper_trade_is_one_trace_from_the_request_to_the_push()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var trading = await TradingProcess.StartAsync(data.Path, settings: new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Url,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        });
        var series = await trading.Client.PostJsonAsync("api/demo", new { }, Cancel);

        var deployment = await StartAsync(trading, series);
        await trading.UntilAsync("the replay has ended", Limit, async () =>
            (await trading.Client.GetJsonAsync($"api/deployments/{deployment}", TestContext.Current.CancellationToken)).GetProperty("status").GetString() == "completed");

        Assert.NotEqual(0, (await trading.Client.GetJsonAsync($"api/orders?account={deployment}", TestContext.Current.CancellationToken)).GetProperty("orders").GetArrayLength());
        // Spans come in packets, each when it has ended; so not all are there at once.
        string[] steps = ["CreateDeployment", "PaperTrading", "AdvanceMarket", "ExecuteSignal", "OrderLifecycle", "RecordExecution", "push orderChanged"];
        await Wait.ForAsync(
            () => Task.FromResult(steps.All(step => Names().Exists(name => name.Contains(step, StringComparison.Ordinal)))),
            Limit, () => $"The trace lacks one of {string.Join(", ", steps)}; it has: {string.Join(", ", Names().Distinct().Order())}", Cancel);

        List<string> Names() => [.. receiver.Spans.Where(span => span.TraceId == Trace).Select(span => span.Name)];
    }

    [Fact]
    public async Task An_answer_names_the_correlation_id_that_its_log_lines_have()
    {
        await using var trading = await TradingProcess.StartAsync(data.Path);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/demo", UriKind.Relative));
        request.Headers.Add("x-correlation-id", "click-42");

        using var answer = await trading.Client.SendAsync(request, Cancel);

        Assert.Equal("click-42", Assert.Single(answer.Headers.GetValues("x-correlation-id")));
        await trading.UntilAsync("a line of that request is in the log file", Limit, async () =>
            (await LinesAsync()).Any(line => line.TryGetProperty("correlationId", out var id) && id.GetString() == "click-42"));
    }

    [Fact]
    public async Task A_correlation_id_that_no_log_could_hold_is_replaced_by_the_trace_id()
    {
        await using var trading = await TradingProcess.StartAsync(data.Path);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("api/health", UriKind.Relative));
        request.Headers.Add("x-correlation-id", new string('x', 65));
        request.Headers.Add("traceparent", $"00-{Trace}-00f067aa0ba902b7-01");

        using var answer = await trading.Client.SendAsync(request, Cancel);

        Assert.Equal(Trace, Assert.Single(answer.Headers.GetValues("x-correlation-id")));
    }

    private static async Task<string> StartAsync(TradingProcess trading, JsonElement series)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/deployments", UriKind.Relative));
        request.Headers.Add("traceparent", $"00-{Trace}-00f067aa0ba902b7-01");
        var first = series.GetProperty("first").GetDateTimeOffset();
        request.Content = JsonContent.Create(new
        {
            market = series.GetProperty("market").GetString(),
            symbols = new[] { series.GetProperty("symbol").GetString() },
            interval = series.GetProperty("interval").GetString(),
            initialCash = "100000",
            strategy = new { entry = "sma(10) crosses above sma(30)", exit = "sma(10) crosses below sma(30)", sizing = new { kind = "allIn", wholeUnits = false } },
            costs = new { commissionRate = "0.001", slippageRate = "0" },
            replay = new { from = first, to = first.AddDays(200), barsPerSecond = 0 },
        });
        using var answer = await trading.Client.SendAsync(request, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetString()!;
    }

    private async Task<List<JsonElement>> LinesAsync()
    {
        await using var file = new FileStream(Path.Combine(data.Path, "logs", "functions.jsonl"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        var text = await reader.ReadToEndAsync(Cancel);
        var lines = new List<JsonElement>();
        // What follows the last end of line is still being written.
        foreach (var line in text.Split('\n')[..^1])
        {
            using var json = JsonDocument.Parse(line);
            lines.Add(json.RootElement.Clone());
        }

        return lines;
    }
}
