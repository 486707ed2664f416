using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Screening;

namespace Trading.Integrations.Screening;

/// <summary>Registers where screens are kept.</summary>
public static class ScreeningRegistration
{
    /// <summary>Adds <see cref="IScreenRepository"/> on tables.</summary>
    public static IServiceCollection AddScreeningStores(this IServiceCollection services) =>
        services.AddSingleton<IScreenRepository, TableScreenRepository>();
}
