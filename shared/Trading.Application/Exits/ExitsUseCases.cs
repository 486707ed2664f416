using Microsoft.Extensions.DependencyInjection;

namespace Trading.Application.Exits;

/// <summary>Registers the use cases of this capability.</summary>
public static class ExitsUseCases
{
    /// <summary>Adds the ways out of positions.</summary>
    public static IServiceCollection AddExitsUseCases(this IServiceCollection services) => services
        .AddSingleton<ClosingOrders>()
        .AddSingleton<FlattenHandler>()
        .AddSingleton<StartFlatteningHandler>()
        .AddSingleton<KillHandler>();
}
