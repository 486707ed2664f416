using Microsoft.Extensions.Hosting;

namespace Trading.Embedded.Hosting;

/// <summary>Starts and stops the triggers with the process.</summary>
internal sealed class TriggerService(FunctionsRuntime runtime, EmbeddedHostOptions options, IHostApplicationLifetime lifetime) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() => runtime.BeginStop(options));
        await runtime.StartAsync();
    }

    public Task StopAsync(CancellationToken cancellationToken) => runtime.StopAsync().WaitAsync(cancellationToken);
}
