using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Trading.Integrations.Telemetry;

/// <summary>Holds the OpenTelemetry providers while the host runs, and flushes them when it stops.</summary>
internal sealed class TelemetryExport : IHostedLifecycleService, IDisposable
{
    private const int FlushMilliseconds = 5_000;

    private static readonly string[] Sources =
        ["Trading.*", "Azure.*", "Microsoft.Azure.Functions.Worker", "Microsoft.DurableTask", "Microsoft.AspNetCore", "System.Net.Http"];

    private static readonly string[] Meters =
        ["Trading.*", "Azure.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime"];

    private readonly TracerProvider traces;
    private readonly MeterProvider metrics;

    public TelemetryExport(IConfiguration configuration)
    {
        var exported = !string.IsNullOrWhiteSpace(configuration[TelemetryRegistration.EndpointSetting]);
        // Without an exporter spans are recorded all the same: their ids are what logs and messages are correlated by.
        var tracing = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .SetResourceBuilder(Resource(configuration))
            .AddSource(Sources);
        var metering = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .SetResourceBuilder(Resource(configuration))
            .AddMeter(Meters);
        if (exported)
        {
            tracing.AddProcessor(new SecretsOutOfSpans()).AddOtlpExporter();
            metering.AddOtlpExporter();
        }

        traces = tracing.Build();
        metrics = metering.Build();
    }

    public static ResourceBuilder Resource(IConfiguration configuration) =>
        ResourceBuilder.CreateDefault().AddService(configuration["OTEL_SERVICE_NAME"] is { Length: > 0 } name ? name : "trading");

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>After every other service has stopped, so that their last spans are among what leaves.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            traces.ForceFlush(FlushMilliseconds);
            metrics.ForceFlush(FlushMilliseconds);
        },
        cancellationToken);

    public void Dispose()
    {
        traces.Dispose();
        metrics.Dispose();
    }
}
