using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Accounts;
using Trading.Application.MarketData;
using Trading.Application.PaperTrading;
using Trading.Conformance;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Integrations.Accounts;
using Trading.Integrations.MarketData;
using Trading.Integrations.PaperTrading;

namespace Trading.Integrations.Tests.PaperTrading;

/// <summary>The simulated broker as it runs, its memory and its bars on tables.</summary>
public sealed class SimulatorOnTablesTests() : ClientOrderIdConformance(Bench(takesClientOrderIds: true))
{
    internal static PaperBench Bench(bool takesClientOrderIds)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton(TestTables.New())
            .AddMarketDataStores().AddAccountAdapters().AddPaperTradingAdapters().BuildServiceProvider();
        var (bars, series) = (services.GetRequiredService<IBarStore>(), new BarKey(InstrumentId.Create(Market.US, "SPY"), Interval.OneDay));
        return new PaperBench(
            services.GetRequiredService<IPaperMemory>(), bars, services.GetRequiredService<IOrderBooks>(), services.GetRequiredService<IAccountRepository>(),
            bar => bars.SaveAsync(series, BarSeries.FromBars([bar]), isSynthetic: false, CancellationToken.None),
            series.Instrument, takesClientOrderIds);
    }
}
