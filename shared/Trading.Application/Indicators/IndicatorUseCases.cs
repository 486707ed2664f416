using Microsoft.Extensions.DependencyInjection;
using Trading.Quant.Indicators;

namespace Trading.Application.Indicators;

/// <summary>Registers the use cases of this capability.</summary>
public static class IndicatorUseCases
{
    /// <summary>Adds the catalogue of indicators, and indicators over stored bars.</summary>
    public static IServiceCollection AddIndicatorUseCases(this IServiceCollection services) => services
        .AddSingleton(IndicatorCatalog.Default)
        .AddSingleton<GetIndicatorValuesHandler>();
}
