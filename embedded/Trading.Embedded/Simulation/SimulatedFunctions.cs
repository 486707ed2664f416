using System.Collections.ObjectModel;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Trading.Embedded.Hosting;

namespace Trading.Embedded;

/// <summary>A functions app in a simulated process: the same host, with requests made in memory instead of by a network.</summary>
public sealed class SimulatedFunctions
{
    private readonly SimulatedServer server;
    private readonly int port;

    private SimulatedFunctions(SimulatedServer server, int port, IServiceProvider services)
    {
        this.server = server;
        this.port = port;
        Services = services;
    }

    /// <summary>The app's services, for whoever looks inside. Use them on the process that the app is in.</summary>
    public IServiceProvider Services { get; }

    /// <summary>Builds and starts the app; it serves when the task ends, and until the process dies.</summary>
    /// <param name="builder">Made by <see cref="EmbeddedFunctionsHost.CreateBuilder"/> on the platform of a simulated process.</param>
    public static async Task<SimulatedFunctions> StartAsync(FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Build().Services;
        services.GetService<IStartupValidator>()?.Validate();

        // The generic host starts them the same way, but goes over to the thread pool in between.
        foreach (var service in services.GetServices<IHostedService>())
            await service.StartAsync(CancellationToken.None);
        return services.GetRequiredService<IServer>() is SimulatedServer server
            ? new SimulatedFunctions(server, services.GetRequiredService<EmbeddedHostOptions>().Port, services)
            : throw new ArgumentException("The app's platform is not that of a simulated process.", nameof(builder));
    }

    /// <summary>Makes a request. Call it on the process that the app is in.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="pathAndQuery">Such as <c>/api/health</c>.</param>
    /// <param name="body">The body; null for none.</param>
    /// <param name="contentType">What the body is.</param>
    /// <param name="headers">Further headers of the request, by name.</param>
    public Task<SimulatedResponse> SendAsync(
        string method, string pathAndQuery, ReadOnlyMemory<byte>? body = null, string contentType = "application/json",
        IReadOnlyDictionary<string, string>? headers = null) =>
        server.AnswerAsync(method, pathAndQuery, port, body ?? default, body is null ? null : contentType, headers ?? ReadOnlyDictionary<string, string>.Empty);
}
