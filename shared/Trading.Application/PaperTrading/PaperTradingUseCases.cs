using Microsoft.Extensions.DependencyInjection;

namespace Trading.Application.PaperTrading;

/// <summary>Registers the use cases of this capability.</summary>
public static class PaperTradingUseCases
{
    /// <summary>Adds deployments.</summary>
    public static IServiceCollection AddPaperTradingUseCases(this IServiceCollection services) => services
        .AddSingleton<DeploymentRuns>()
        .AddSingleton<PendingOrders>()
        .AddSingleton<AdvanceMarketHandler>()
        .AddSingleton<StartDeploymentHandler>()
        .AddSingleton<StopDeploymentHandler>()
        .AddSingleton<GetDeploymentsHandler>()
        .AddSingleton<NewBarsHandler>();
}
