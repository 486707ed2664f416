using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Exits;

namespace Trading.Integrations.Exits;

/// <summary>Registers where ways out are kept.</summary>
public static class ExitsRegistration
{
    /// <summary>Adds <see cref="IFlatteningRepository"/> on tables.</summary>
    public static IServiceCollection AddExitsAdapters(this IServiceCollection services) => services.AddSingleton<IFlatteningRepository, TableFlattenings>();
}
