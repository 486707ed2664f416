using Microsoft.Extensions.DependencyInjection;
using Trading.Application.PaperTrading;

namespace Trading.Integrations.PaperTrading;

/// <summary>Registers where deployments and the simulated broker's orders are kept.</summary>
public static class PaperTradingRegistration
{
    /// <summary>Adds <see cref="IDeploymentRepository"/> and <see cref="IPaperMemory"/> on tables.</summary>
    public static IServiceCollection AddPaperTradingAdapters(this IServiceCollection services) => services
        .AddSingleton<IDeploymentRepository, TableDeployments>()
        .AddSingleton<IPaperMemory, TablePaperMemory>();
}
