using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Portfolio;

namespace Trading.Integrations.Portfolio;

/// <summary>Registers where snapshots of accounts are kept.</summary>
public static class PortfolioRegistration
{
    /// <summary>Adds <see cref="IAccountSnapshots"/> on tables.</summary>
    public static IServiceCollection AddPortfolioAdapters(this IServiceCollection services) => services.AddSingleton<IAccountSnapshots, TableAccountSnapshots>();
}
