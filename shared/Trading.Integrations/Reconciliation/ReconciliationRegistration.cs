using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Reconciliation;

namespace Trading.Integrations.Reconciliation;

/// <summary>Registers where the last looks at accounts are kept.</summary>
public static class ReconciliationRegistration
{
    /// <summary>Adds <see cref="IReconciliationRepository"/> on tables.</summary>
    public static IServiceCollection AddReconciliationAdapters(this IServiceCollection services) => services.AddSingleton<IReconciliationRepository, TableReconciliations>();
}
