using Microsoft.Extensions.DependencyInjection;

namespace Trading.Application.Exits;

/// <summary>Registers the use cases of this capability.</summary>
public static class GuardsUseCases
{
    /// <summary>Adds the guards of positions.</summary>
    public static IServiceCollection AddGuardUseCases(this IServiceCollection services) => services
        .AddSingleton<GuardHandler>()
        .AddSingleton<WatchGuardsHandler>();
}
