using Microsoft.Extensions.DependencyInjection;

namespace Trading.Application.Ledger;

/// <summary>Registers the use cases of this capability.</summary>
public static class LedgerUseCases
{
    /// <summary>Adds the books.</summary>
    public static IServiceCollection AddLedgerUseCases(this IServiceCollection services) => services
        .AddSingleton<GetLedgerHandler>()
        .AddSingleton<GetLotsHandler>();
}
