using Microsoft.Extensions.Logging.Abstractions;
using Trading.Application.Accounts;
using Trading.Application.MarketData;
using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Values;

namespace Trading.Conformance;

/// <summary>The simulated broker for the conformance suite, on whatever keeps its memory.</summary>
public sealed class PaperBench : BrokerBench, IExecutionQueue
{
    // Of a bar's volume the simulated market trades a tenth.
    private const decimal VolumeOfUnit = 10;

    private static readonly DateOnly First = new(2024, 1, 5);

    private readonly IPaperMemory memory;
    private readonly Func<Bar, Task> store;
    private readonly PaperBroker paper;
    private readonly CutLine cut;
    private HostileBroker? hostile;
    private readonly StillClock clock = new();
    private DateOnly session = First;
    private bool hasPrice;

    /// <param name="memory">Where the broker keeps accounts and orders.</param>
    /// <param name="bars">Where it reads bars.</param>
    /// <param name="books">Where it reads order books.</param>
    /// <param name="accounts">Where it looks whether an account's line is a bad one.</param>
    /// <param name="store">Puts a bar of the instrument there; called first for the bar that gives it a price.</param>
    /// <param name="instrument">An instrument without bars.</param>
    /// <param name="takesClientOrderIds">How it knows orders.</param>
    public PaperBench(IPaperMemory memory, IBarStore bars, IOrderBooks books, IAccountRepository accounts, Func<Bar, Task> store, InstrumentId instrument, bool takesClientOrderIds)
    {
        (this.memory, this.store, Instrument) = (memory, store, instrument);
        var reports = new PaperReports(new HostileLines(accounts, clock, NullLogger<HostileLines>.Instance), this);
        paper = new PaperBroker(memory, new PaperExchange(memory, bars, books, clock), new LatestPrices(bars), reports, clock);
        cut = new CutLine(paper, paper.Capabilities with { TakesClientOrderIds = takesClientOrderIds });
        SetClock();
    }

    /// <inheritdoc/>
    public override IBroker Broker => (IBroker?)hostile ?? cut;

    /// <inheritdoc/>
    public override InstrumentId Instrument { get; }

    /// <inheritdoc/>
    public override DateTimeOffset Now => clock.Now;

    /// <inheritdoc/>
    public override async Task OpenAsync(UserId user, AccountId account, decimal cash)
    {
        if (!hasPrice)
            await store(BarAt(100, 100, 100, 1_000));
        hasPrice = true;
        var deposit = Bookkeeping.Deposit(account, new Money(cash), "opening", clock.Now);
        Assert.True(await paper.MoveAsync(user, account, PaperMovement.Of(deposit, "USD"), CancellationToken.None));
    }

    /// <inheritdoc/>
    public override async Task TradeAsync(decimal open, decimal high, decimal low, decimal units)
    {
        session = TradingCalendar.For(Market.US).NextSession(session);
        await store(BarAt(open, high, low, units * VolumeOfUnit));
        SetClock();
    }

    /// <inheritdoc/>
    public override async Task<(decimal Cash, decimal Units)> HoldsAsync(UserId user, AccountId account)
    {
        var held = (await memory.AccountAsync(user, account, CancellationToken.None)).Account;
        return (held.CashIn("USD"), held.UnitsOf(Instrument));
    }

    /// <inheritdoc/>
    public override async Task<bool> HasAsync(OrderKey key) =>
        await memory.FindAsync(key, CancellationToken.None) is { Order: { Intent: not null, WasRefused: false } };

    /// <inheritdoc/>
    public override void Fail(VenueFailure failure) => (cut.Failure, hostile) = (failure, null);

    /// <inheritdoc/>
    public override void BeHostile(int seed) =>
        hostile = new HostileBroker(cut, new BrokerLine(BrokerFaults.Hostile, clock, new Random(seed), _ => { }), this, clock);

    /// <inheritdoc/>
    Task IExecutionQueue.SendAsync(ExecutionMessage report, CancellationToken cancellationToken) => Task.CompletedTask;

    private Bar BarAt(decimal open, decimal high, decimal low, decimal volume) => new(
        new DateTimeOffset(session.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), (double)open, (double)high, (double)low, (double)open, (double)volume);

    private void SetClock() => clock.Now = new DateTimeOffset(session.ToDateTime(new TimeOnly(22, 0)), TimeSpan.Zero);
}
