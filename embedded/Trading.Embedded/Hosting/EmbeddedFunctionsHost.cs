using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Trading.Embedded.Functions;
using Trading.Embedded.Hosting;

namespace Trading.Embedded;

/// <summary>Runs a functions app in this process: Kestrel, timers, queues and orchestrations. On a simulated platform requests come without Kestrel.</summary>
public static class EmbeddedFunctionsHost
{
    /// <summary>A builder as <c>FunctionsApplication.CreateBuilder</c> gives it on Azure; what it builds runs everything.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static FunctionsApplicationBuilder CreateBuilder(EmbeddedHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Port, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Port, IPEndPoint.MaxPort, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxRequestBodyBytes, nameof(options));
        if (!IPAddress.IsLoopback(options.Address))
            throw new ArgumentException($"The address {options.Address} can be reached from other machines; only loopback addresses are accepted.", nameof(options));

        var web = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        web.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = options.DefaultSettings });
        web.Configuration.AddInMemoryCollection(options.Settings);
        if (options.Platform.IsSimulated)
        {
            // Kestrel needs a network, and log providers threads.
            web.WebHost.UseServer(new SimulatedServer());
            web.Services.AddSingleton<IMeterFactory>(SimulatedMeters.Shared);
            web.Logging.ClearProviders();
            // Through the filters that event listeners may change, a host would stay in memory that ends by dying.
            web.Services.RemoveAll<IOptionsChangeTokenSource<LoggerFilterOptions>>();
        }

        web.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxRequestBodyBytes;
            kestrel.Listen(options.Address, options.Port);
        });
        web.Logging.Configure(logging => logging.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        web.Services.AddCors();
        return new FunctionsApplicationBuilder(web, (builder, inner) => Build(builder, inner, options));
    }

    private static WebApplication Build(FunctionsApplicationBuilder builder, WebApplicationBuilder web, EmbeddedHostOptions options)
    {
        var hostJson = HostJson.Load(options.HostJsonPath, options.Platform.Processors);
        var settings = new AppSettings(web.Configuration);
        var reader = new TriggerReader(settings, hostJson, Zone(web.Configuration), builder.UsesAspNetCore);

        // Registered last, so that triggers begin when the app's own services have started, and end before those stop.
        web.Services.AddHostedService<TriggerService>();
        web.Services.AddSingleton(options);
        web.Services.AddSingleton<FunctionsRuntime>();
        web.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainTime + TimeSpan.FromSeconds(5));

        var app = web.Build();
        try
        {
            var runtime = app.Services.GetRequiredService<FunctionsRuntime>();
            runtime.Load(options, hostJson, settings, reader, builder.Pipeline, app.Services);
            WebPipeline.Compose(app, options, runtime);
            return app;
        }
        catch
        {
            ((IDisposable)app).Dispose();
            throw;
        }
    }

    private static TimeZoneInfo Zone(ConfigurationManager configuration)
    {
        var name = configuration["WEBSITE_TIME_ZONE"];
        if (string.IsNullOrEmpty(name))
            return TimeZoneInfo.Utc;
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw new FunctionsStartupException([$"the setting WEBSITE_TIME_ZONE is '{name}'; expected a time zone of this machine, such as America/New_York"]);
    }
}
