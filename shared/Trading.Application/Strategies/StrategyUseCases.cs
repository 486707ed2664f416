using Microsoft.Extensions.DependencyInjection;

namespace Trading.Application.Strategies;

/// <summary>Registers the use cases of this capability.</summary>
public static class StrategyUseCases
{
    /// <summary>Adds the keeping and checking of strategies.</summary>
    public static IServiceCollection AddStrategyUseCases(this IServiceCollection services) => services
        .AddSingleton<CheckStrategyHandler>()
        .AddSingleton<KeepStrategyHandler>();
}
