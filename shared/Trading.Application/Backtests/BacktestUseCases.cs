using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Backtests.Reports;

namespace Trading.Application.Backtests;

/// <summary>Registers the use cases of this capability.</summary>
public static class BacktestUseCases
{
    /// <summary>Adds back-tests.</summary>
    public static IServiceCollection AddBacktestUseCases(this IServiceCollection services) => services
        .AddSingleton<StartBacktestHandler>()
        .AddSingleton<RunBacktestHandler>()
        .AddSingleton<EndBacktestHandler>()
        .AddSingleton<ReportBacktestHandler>();
}
