using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Trading.Application.MarketData;

namespace Trading.Integrations.MarketData;

/// <summary>Registers where market data is kept and comes from.</summary>
public static class MarketDataRegistration
{
    /// <summary>Adds the stores of bars, order books and indicators on tables, and the import folder of the setting <c>ImportFolder</c>.</summary>
    public static IServiceCollection AddMarketDataStores(this IServiceCollection services)
    {
        services.AddOptions<ImportFolderOptions>()
            .Configure<IConfiguration>((options, configuration) => options.Path = configuration["ImportFolder"]);
        return services
            .AddSingleton<IBarStore, TableBarStore>()
            .AddSingleton<IOrderBooks, TableOrderBooks>()
            .AddSingleton<IIndicatorSnapshots, TableIndicatorSnapshots>()
            .AddSingleton<IIndicatorHistory, TableIndicatorHistory>()
            .AddSingleton<IImportFolder, DirectoryImportFolder>();
    }
}
