using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trading.Application.Telemetry;
using Trading.Integrations.Telemetry;

namespace Trading.Integrations.Tests.Telemetry;

public sealed class TelemetryExportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Spans_figures_and_logs_leave_over_otlp_by_the_time_the_host_has_stopped()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using (var host = Host(receiver.Url))
        {
            await host.StartAsync(Cancel);
            using (var outer = OrderTelemetry.Source.StartActivity("submit order"))
            {
                Assert.NotNull(outer);
                using var inner = RealtimeTelemetry.Source.StartActivity("push orderChanged", ActivityKind.Producer);
                OrderTelemetry.Created.Add(1);
                host.Services.GetRequiredService<ILogger<TelemetryExportTests>>().LogWarning("something to tell");
            }

            await host.StopAsync(Cancel);
        }

        var submit = Assert.Single(receiver.Spans, span => span.Name == "submit order");
        var push = Assert.Single(receiver.Spans, span => span.Name == "push orderChanged");
        Assert.Equal(submit.TraceId, push.TraceId);
        Assert.Equal(submit.SpanId, push.ParentId);
        Assert.Contains("trading.orders.created", receiver.Metrics);
        Assert.Contains(submit.TraceId, receiver.TraceIdsOfLogs);
    }

    [Fact]
    public async Task A_token_in_an_address_does_not_leave_with_a_span()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using (var host = Host(receiver.Url))
        {
            await host.StartAsync(Cancel);
            using (var call = RealtimeTelemetry.Source.StartActivity("call"))
            {
                call!.SetTag("url.query", "?hub=trading&access_token=TopSecret");
                call.SetTag("url.full", "https://example.com/client/?hub=trading&access_token=TopSecret");
            }

            await host.StopAsync(Cancel);
        }

        var span = Assert.Single(receiver.Spans, span => span.Name == "call");
        Assert.Equal("?redacted", span.Tags["url.query"]);
        Assert.Equal("https://example.com/client/?redacted", span.Tags["url.full"]);
    }

    [Fact]
    public async Task Without_an_endpoint_spans_are_recorded_and_go_nowhere()
    {
        using var host = Host(endpoint: null);
        await host.StartAsync(Cancel);

        using var activity = OrderTelemetry.Source.StartActivity("submit order");

        Assert.NotNull(activity);
        Assert.True(activity.IsAllDataRequested);
        await host.StopAsync(Cancel);
    }

    private static IHost Host(string? endpoint)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        });
        builder.AddTradingTelemetry();
        return builder.Build();
    }
}
