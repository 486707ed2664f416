using Microsoft.Extensions.DependencyInjection;

namespace Trading.Application.ExchangeRates;

/// <summary>Registers the use cases of this capability.</summary>
public static class ExchangeRatesUseCases
{
    /// <summary>Adds what shows amounts in one currency.</summary>
    public static IServiceCollection AddExchangeRatesUseCases(this IServiceCollection services) => services.AddSingleton<CurrencyConverters>();
}
