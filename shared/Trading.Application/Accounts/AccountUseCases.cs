using Microsoft.Extensions.DependencyInjection;

namespace Trading.Application.Accounts;

/// <summary>Registers the use cases of this capability.</summary>
public static class AccountUseCases
{
    /// <summary>Adds accounts.</summary>
    public static IServiceCollection AddAccountUseCases(this IServiceCollection services) => services
        .AddSingleton<OpenAccountHandler>()
        .AddSingleton<GetAccountsHandler>();
}
