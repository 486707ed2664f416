using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Ledger;

namespace Trading.Integrations.Ledger;

/// <summary>Registers where the books are kept.</summary>
public static class LedgerRegistration
{
    /// <summary>Adds <see cref="IBooks"/> and <see cref="IProposedBookings"/> on tables.</summary>
    public static IServiceCollection AddLedgerAdapters(this IServiceCollection services) => services
        .AddSingleton<IBooks, TableBooks>()
        .AddSingleton<IProposedBookings, TableProposedBookings>();
}
