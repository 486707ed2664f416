using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Signals;

namespace Trading.Integrations.Signals;

/// <summary>Registers where signals are kept and how they travel.</summary>
public static class SignalsRegistration
{
    /// <summary>Adds <see cref="ISignalRepository"/> on tables and <see cref="ISignalQueue"/> on the service bus.</summary>
    public static IServiceCollection AddSignalsAdapters(this IServiceCollection services) => services
        .AddSingleton<ISignalRepository, TableSignals>()
        .AddSingleton<ISignalQueue, ServiceBusSignalQueue>();
}
