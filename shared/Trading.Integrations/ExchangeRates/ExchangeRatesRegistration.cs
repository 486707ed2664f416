using Microsoft.Extensions.DependencyInjection;
using Trading.Application.ExchangeRates;

namespace Trading.Integrations.ExchangeRates;

/// <summary>Registers where exchange rates are kept.</summary>
public static class ExchangeRatesRegistration
{
    /// <summary>Adds <see cref="IExchangeRates"/> on tables.</summary>
    public static IServiceCollection AddExchangeRatesAdapters(this IServiceCollection services) => services.AddSingleton<IExchangeRates, TableExchangeRates>();
}
