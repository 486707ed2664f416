using Microsoft.Extensions.DependencyInjection;

namespace Trading.Application.Optimisations;

/// <summary>Registers the use cases of this capability.</summary>
public static class OptimisationUseCases
{
    /// <summary>Adds searches for parameters.</summary>
    public static IServiceCollection AddOptimisationUseCases(this IServiceCollection services) => services
        .AddSingleton<OptimisationBars>()
        .AddSingleton<StartOptimisationHandler>()
        .AddSingleton<RunOptimisationChunkHandler>()
        .AddSingleton<EndOptimisationHandler>();
}
