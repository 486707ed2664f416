using Microsoft.Extensions.DependencyInjection;
using Trading.Application.MarketData;

namespace Trading.Application.Portfolio;

/// <summary>Registers the use cases of this capability.</summary>
public static class PortfolioUseCases
{
    /// <summary>Adds the portfolio, and what accounts were worth day by day.</summary>
    public static IServiceCollection AddPortfolioUseCases(this IServiceCollection services) => services
        .AddSingleton<GetPortfolioHandler>()
        .AddSingleton<DailyCloses>()
        .AddSingleton<AccountHistories>()
        .AddSingleton<TakeSnapshotsHandler>()
        .AddSingleton<GetSnapshotsHandler>()
        .AddSingleton<GetPerformanceHandler>()
        .AddSingleton<GetHoldingsHandler>()
        .AddSingleton<GetTransactionsHandler>()
        .AddSingleton<GetDashboardHandler>();
}
