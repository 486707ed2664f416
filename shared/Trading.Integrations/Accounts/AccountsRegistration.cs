using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Accounts;

namespace Trading.Integrations.Accounts;

/// <summary>Registers where accounts are kept.</summary>
public static class AccountsRegistration
{
    /// <summary>Adds <see cref="IAccountRepository"/> on tables.</summary>
    public static IServiceCollection AddAccountAdapters(this IServiceCollection services) => services.AddSingleton<IAccountRepository, TableAccounts>();
}
