using Trading.Conformance;
using Trading.Domain.MarketData;

namespace Trading.Application.Tests.PaperTrading;

/// <summary>The simulated broker in memory.</summary>
public sealed class SimulatorInMemoryTests() : ClientOrderIdConformance(Bench(takesClientOrderIds: true))
{
    internal static PaperBench Bench(bool takesClientOrderIds)
    {
        var stores = new MemoryStores(Crash.Never);
        return new PaperBench(
            stores, stores, stores, stores,
            bar =>
            {
                stores.Bars = stores.Bars.Count == 0 ? BarSeries.FromBars([bar]) : BarSeries.Concat([stores.Bars, BarSeries.FromBars([bar])]);
                return Task.CompletedTask;
            },
            Spy.Series.Instrument, takesClientOrderIds);
    }
}
