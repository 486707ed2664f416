using Microsoft.Extensions.DependencyInjection;

namespace Trading.Application.MarketData;

/// <summary>Registers the use cases of this capability.</summary>
public static class MarketDataUseCases
{
    /// <summary>Adds importing bars and giving them back.</summary>
    public static IServiceCollection AddMarketDataUseCases(this IServiceCollection services) => services
        .AddSingleton<IndicatorSnapshotter>()
        .AddSingleton<ImportBarsHandler>()
        .AddSingleton<ImportFolderHandler>()
        .AddSingleton<LatestPrices>()
        .AddSingleton<StoreBookHandler>()
        .AddSingleton<GetBarsHandler>()
        .AddSingleton<GetGapsHandler>()
        .AddSingleton<GetIndicatorHistoryHandler>()
        .AddSingleton<LoadDemoHandler>();
}
