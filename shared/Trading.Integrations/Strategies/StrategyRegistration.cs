using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Strategies;

namespace Trading.Integrations.Strategies;

/// <summary>Registers where strategies are kept.</summary>
public static class StrategyRegistration
{
    /// <summary>Adds <see cref="IStrategyRepository"/> on tables.</summary>
    public static IServiceCollection AddStrategyStores(this IServiceCollection services) =>
        services.AddSingleton<IStrategyRepository, TableStrategyRepository>();
}
