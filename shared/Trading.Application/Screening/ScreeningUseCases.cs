using Microsoft.Extensions.DependencyInjection;

namespace Trading.Application.Screening;

/// <summary>Registers the use cases of this capability.</summary>
public static class ScreeningUseCases
{
    /// <summary>Adds the search of markets by rules, and the keeping of screens.</summary>
    public static IServiceCollection AddScreeningUseCases(this IServiceCollection services) => services
        .AddSingleton<ReadingCache>()
        .AddSingleton<MarketReader>()
        .AddSingleton<RunScreenHandler>()
        .AddSingleton<KeepScreenHandler>();
}
