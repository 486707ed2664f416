using System.Collections.Immutable;
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

        Assert.Equal(signal, await signals.FindAsync(signal.User, signal.Account, signal.Id, Cancel));
        Assert.Null(await signals.FindAsync(new UserId("other"), signal.Account, signal.Id, Cancel));
    }

    [Fact]
    public async Task What_was_asked_for_comes_back_and_signals_are_listed_by_account()
    {
        var signals = new ServiceCollection().AddSingleton(TestTables.New()).AddSignalsAdapters().BuildServiceProvider().GetRequiredService<ISignalRepository>();
        var signal = new Signal(
            AnIntent.User, null, new AccountId("account-1"), InstrumentId.Create(Market.KRX, "005930"), Side.Buy, AnIntent.Now, new Price(71_000), AnIntent.Now)
        {
            Reason = "반등",
            Request = new SignalRequest("request-1", SignalKind.Buy)
            {
                CashShare = 0.25m, LimitPrice = 70_900, Segment = Segment.Kospi, Tag = "dip", Confidence = 0.9,
                Evidence = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal).Add("rsi(14)", 28.5),
            },
        };

        await signals.AddAsync(signal, Cancel);
        await signals.AddAsync(signal with { Account = new AccountId("account-2"), Request = null, Deployment = new DeploymentId("account-2") }, Cancel);

        var found = await signals.FindAsync(signal.User, signal.Account, signal.Id, Cancel);
        Assert.Equivalent(signal, found, strict: true);
        Assert.True(found!.Request!.AsksForSameAs(signal.Request));
        Assert.Single(await signals.ListAsync(signal.User, signal.Account, Cancel).ToListAsync(Cancel));
        Assert.Equal(2, await signals.ListAsync(signal.User, null, Cancel).CountAsync(Cancel));
        Assert.Empty(await signals.ListAsync(new UserId("own"), null, Cancel).ToListAsync(Cancel));
    }
}
