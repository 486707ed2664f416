using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Optimisations;

namespace Trading.Integrations.Optimisations;

/// <summary>Registers where searches for parameters are kept.</summary>
public static class OptimisationRegistration
{
    /// <summary>Adds <see cref="IOptimisationRepository"/> on tables.</summary>
    public static IServiceCollection AddOptimisationStores(this IServiceCollection services) =>
        services.AddSingleton<IOptimisationRepository, TableOptimisationRepository>();
}
