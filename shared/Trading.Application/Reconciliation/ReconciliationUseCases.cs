using Microsoft.Extensions.DependencyInjection;

namespace Trading.Application.Reconciliation;

/// <summary>Registers the use cases of this capability.</summary>
public static class ReconciliationUseCases
{
    /// <summary>Adds what holds books against brokers.</summary>
    public static IServiceCollection AddReconciliationUseCases(this IServiceCollection services) => services
        .AddSingleton<GapFilling>()
        .AddSingleton<ReconcileAccountHandler>()
        .AddSingleton<ReconcileAccountsHandler>()
        .AddSingleton<GetReconciliationHandler>();
}
