using Microsoft.Extensions.DependencyInjection;

namespace Trading.Application.Secrets;

/// <summary>Registers the use cases of this capability.</summary>
public static class SecretsUseCases
{
    /// <summary>Adds what users do with their secrets.</summary>
    public static IServiceCollection AddSecretsUseCases(this IServiceCollection services) => services
        .AddSingleton<ManageSecretsHandler>();
}
