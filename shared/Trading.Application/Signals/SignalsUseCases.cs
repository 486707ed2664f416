using Microsoft.Extensions.DependencyInjection;

namespace Trading.Application.Signals;

/// <summary>Registers the use cases of this capability.</summary>
public static class SignalsUseCases
{
    /// <summary>Adds what raises signals, shows them, and makes orders of them.</summary>
    public static IServiceCollection AddSignalsUseCases(this IServiceCollection services) => services
        .AddSingleton<ExecuteSignalHandler>()
        .AddSingleton<RaiseSignalHandler>()
        .AddSingleton<GetSignalsHandler>();
}
