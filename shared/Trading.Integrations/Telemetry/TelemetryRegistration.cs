using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;

namespace Trading.Integrations.Telemetry;

/// <summary>Registers tracing, metrics and their export.</summary>
public static class TelemetryRegistration
{
    internal const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// Records spans and figures of the product, of Azure's clients and of the functions worker. When the standard setting
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is there, they and the logs are exported over OTLP; the other standard <c>OTEL_*</c>
    /// settings hold too. What is not yet exported leaves when the host stops.
    /// </summary>
    public static IHostApplicationBuilder AddTradingTelemetry(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        // Azure's clients create spans only when asked to.
        AppContext.SetSwitch("Azure.Experimental.EnableActivitySource", true);
        builder.Services.AddHostedService(provider => new TelemetryExport(provider.GetRequiredService<IConfiguration>()));
        if (!string.IsNullOrWhiteSpace(builder.Configuration[EndpointSetting]))
        {
            builder.Logging.AddOpenTelemetry(logs =>
            {
                logs.IncludeScopes = true;
                logs.IncludeFormattedMessage = true;
                logs.SetResourceBuilder(TelemetryExport.Resource(builder.Configuration));
                logs.AddOtlpExporter();
            });
        }

        return builder;
    }
}
