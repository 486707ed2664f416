using Microsoft.Extensions.DependencyInjection;

namespace Trading.Application.Ledger;

/// <summary>Registers the use cases of this capability.</summary>
public static class LedgerUseCases
{
    /// <summary>Adds what shows the books and what a user books by hand.</summary>
    public static IServiceCollection AddLedgerUseCases(this IServiceCollection services) => services
        .AddSingleton<GetLedgerHandler>()
        .AddSingleton<GetLotsHandler>()
        .AddSingleton<Bookings>()
        .AddSingleton<FreeCash>()
        .AddSingleton<MoveCashHandler>()
        .AddSingleton<BookPaymentHandler>()
        .AddSingleton<ConvertCurrencyHandler>()
        .AddSingleton<ApplyCorporateActionHandler>();
}
