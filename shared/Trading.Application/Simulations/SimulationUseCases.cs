using Microsoft.Extensions.DependencyInjection;

namespace Trading.Application.Simulations;

/// <summary>Registers the use cases of this capability.</summary>
public static class SimulationUseCases
{
    /// <summary>Adds simulations through the whole platform.</summary>
    public static IServiceCollection AddSimulationUseCases(this IServiceCollection services) => services
        .AddSingleton<StartSimulationHandler>()
        .AddSingleton<GetSimulationsHandler>();
}
