using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Exits;

namespace Trading.Integrations.Exits;

/// <summary>Registers where guards are kept.</summary>
public static class GuardsRegistration
{
    /// <summary>Adds <see cref="IGuardRepository"/> on tables.</summary>
    public static IServiceCollection AddGuardAdapters(this IServiceCollection services) => services.AddSingleton<IGuardRepository, TableGuards>();
}
