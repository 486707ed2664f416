using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Backtests;

namespace Trading.Integrations.Backtests;

/// <summary>Registers where back-tests are kept.</summary>
public static class BacktestRegistration
{
    /// <summary>Adds <see cref="IBacktestRepository"/> on tables.</summary>
    public static IServiceCollection AddBacktestStores(this IServiceCollection services) =>
        services.AddSingleton<IBacktestRepository, TableBacktestRepository>();
}
