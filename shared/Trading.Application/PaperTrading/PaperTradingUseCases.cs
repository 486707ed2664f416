using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Orders;

namespace Trading.Application.PaperTrading;

/// <summary>Registers the use cases of this capability.</summary>
public static class PaperTradingUseCases
{
    /// <summary>Adds deployments and the simulated broker.</summary>
    public static IServiceCollection AddPaperTradingUseCases(this IServiceCollection services) => services
        .AddSingleton<PaperExchange>()
        .AddSingleton<PaperReports>()
        .AddSingleton<PaperBroker>()
        .AddSingleton<IBroker>(provider => provider.GetRequiredService<PaperBroker>())
        .AddSingleton<HostileLines>()
        .AddSingleton<IBroker>(provider => Hostile(provider, HostileSimulator.Code, takesClientOrderIds: true))
        .AddSingleton<IBroker>(provider => Hostile(provider, HostileSimulator.OwnIdsCode, takesClientOrderIds: false))
        .AddSingleton<IPaperMarket>(provider => provider.GetRequiredService<PaperBroker>())
        .AddSingleton<DeploymentRuns>()
        .AddSingleton<PendingOrders>()
        .AddSingleton<AdvanceMarketHandler>()
        .AddSingleton<StartDeploymentHandler>()
        .AddSingleton<StopDeploymentHandler>()
        .AddSingleton<GetDeploymentsHandler>()
        .AddSingleton<NewBarsHandler>()
        .AddSingleton<NewBookHandler>();

    private static HostileSimulator Hostile(IServiceProvider provider, string code, bool takesClientOrderIds)
    {
        var broker = provider.GetRequiredService<PaperBroker>();
        return new HostileSimulator(
            broker.Capabilities with { Code = code, TakesClientOrderIds = takesClientOrderIds }, broker, provider.GetRequiredService<HostileLines>(),
            provider.GetRequiredService<IExecutionQueue>(), provider.GetRequiredService<TimeProvider>());
    }
}
