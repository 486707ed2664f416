using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Signals;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.PaperTrading;
using Trading.Domain.Signals;
using Trading.Domain.Values;
using Trading.Integrations.Signals;
using Trading.Integrations.Tests.Orders;

namespace Trading.Integrations.Tests.Signals;

public sealed class TableSignalsTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signal_raised_twice_is_stored_once_as_it_was_first()
    {
        var signals = new ServiceCollection().AddSingleton(TestTables.New()).AddSignalsAdapters().BuildServiceProvider().GetRequiredService<ISignalRepository>();
        var signal = new Signal(
            AnIntent.User, new DeploymentId("deployment-1"), new AccountId("deployment-1"), InstrumentId.Create(Market.KRX, "005930"),
            Side.Sell, AnIntent.Now, new Price(71_000), AnIntent.Now.AddTicks(7));

        Assert.True(await signals.AddAsync(signal, Cancel));
        Assert.False(await signals.AddAsync(signal with { RaisedAt = AnIntent.Now.AddDays(1) }, Cancel));

        Assert.Equal(signal, await signals.FindAsync(signal.User, signal.Deployment, signal.Id, Cancel));
        Assert.Null(await signals.FindAsync(new UserId("other"), signal.Deployment, signal.Id, Cancel));
    }
}
