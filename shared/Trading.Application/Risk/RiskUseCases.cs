using Microsoft.Extensions.DependencyInjection;

namespace Trading.Application.Risk;

/// <summary>Registers the use cases of this capability.</summary>
public static class RiskUseCases
{
    /// <summary>Adds what guards orders.</summary>
    public static IServiceCollection AddRiskUseCases(this IServiceCollection services) => services
        .AddSingleton<RiskSettings>()
        .AddSingleton<RiskContextReader>()
        .AddSingleton<RiskScopes>()
        .AddSingleton<TryOrderHandler>();
}
