using Microsoft.Extensions.DependencyInjection;

namespace Trading.Application.Signals;

/// <summary>Registers the use cases of this capability.</summary>
public static class SignalsUseCases
{
    /// <summary>Adds signals becoming orders.</summary>
    public static IServiceCollection AddSignalsUseCases(this IServiceCollection services) => services
        .AddSingleton<ExecuteSignalHandler>();
}
