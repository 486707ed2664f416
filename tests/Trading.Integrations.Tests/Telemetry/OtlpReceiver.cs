using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Trading.Integrations.Tests.Telemetry;

/// <summary>An OTLP/HTTP receiver that remembers what it was sent. Field numbers are those of opentelemetry-proto 1.x.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<byte[]> traces = new();
    private readonly ConcurrentQueue<byte[]> metrics = new();
    private readonly ConcurrentQueue<byte[]> logs = new();

    private OtlpReceiver(WebApplication app)
    {
        this.app = app;
        app.MapPost("/v1/traces", request => KeepAsync(request, traces));
        app.MapPost("/v1/metrics", request => KeepAsync(request, metrics));
        app.MapPost("/v1/logs", request => KeepAsync(request, logs));
    }

    public string Url => app.Urls.First();

    // ResourceSpans of the request (1) → ScopeSpans (2) → Span (2).
    public IReadOnlyList<Span> Spans =>
        [.. traces.SelectMany(request => request.Fields(1)).SelectMany(resource => resource.Fields(2)).SelectMany(scope => scope.Fields(2)).Select(Span.Read)];

    // ResourceMetrics (1) → ScopeMetrics (2) → Metric (2) → name (1).
    public IReadOnlyList<string> Metrics =>
        [.. metrics.SelectMany(request => request.Fields(1)).SelectMany(resource => resource.Fields(2)).SelectMany(scope => scope.Fields(2)).SelectMany(metric => metric.Fields(1)).Select(name => name.Text())];

    // ResourceLogs (1) → ScopeLogs (2) → LogRecord (2) → trace_id (9).
    public IReadOnlyList<string> TraceIdsOfLogs =>
        [.. logs.SelectMany(request => request.Fields(1)).SelectMany(resource => resource.Fields(2)).SelectMany(scope => scope.Fields(2)).SelectMany(record => record.Fields(9)).Select(Convert.ToHexStringLower)];

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new OtlpReceiver(builder.Build());
        await receiver.app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static async Task KeepAsync(HttpContext context, ConcurrentQueue<byte[]> kept)
    {
        Assert.Equal("application/x-protobuf", context.Request.ContentType);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        kept.Enqueue(body.ToArray());
    }

    // trace_id (1), span_id (2), parent_span_id (4), name (5), attributes (9) of key (1) and value (2) with string_value (1).
    internal sealed record Span(string TraceId, string SpanId, string ParentId, string Name, IReadOnlyDictionary<string, string> Tags)
    {
        public static Span Read(byte[] span) => new(
            Hex(span, 1), Hex(span, 2), Hex(span, 4), span.Fields(5).Single().Text(),
            span.Fields(9).ToDictionary(tag => tag.Fields(1).Single().Text(), tag => tag.Fields(2).SelectMany(value => value.Fields(1)).FirstOrDefault()?.Text() ?? ""));

        private static string Hex(byte[] span, int field) => Convert.ToHexStringLower(span.Fields(field).FirstOrDefault() ?? []);
    }
}
