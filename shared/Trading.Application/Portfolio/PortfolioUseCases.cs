using Microsoft.Extensions.DependencyInjection;

namespace Trading.Application.Portfolio;

/// <summary>Registers the use cases of this capability.</summary>
public static class PortfolioUseCases
{
    /// <summary>Adds the portfolio.</summary>
    public static IServiceCollection AddPortfolioUseCases(this IServiceCollection services) => services
        .AddSingleton<GetPortfolioHandler>();
}
