using Microsoft.Extensions.DependencyInjection;
using Trading.Application.MarketData;

namespace Trading.Integrations.MarketData;

/// <summary>Registers where market data is kept.</summary>
public static class MarketDataRegistration
{
    /// <summary>Adds <see cref="IBarStore"/> on tables.</summary>
    public static IServiceCollection AddMarketDataStores(this IServiceCollection services) => services
        .AddSingleton<IBarStore, TableBarStore>();
}
