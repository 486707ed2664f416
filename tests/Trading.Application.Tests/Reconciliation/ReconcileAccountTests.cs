using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Trading.Application.Accounts;
using Trading.Application.Ledger;
using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Application.Realtime;
using Trading.Application.Reconciliation;
using Trading.Application.Risk;
using Trading.Application.Tests.PaperTrading;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Reconciliation;
using Trading.Domain.Values;

namespace Trading.Application.Tests.Reconciliation;

/// <summary>An account with 1,000 dollars and an order of five units of SPY at about 100, whose broker is meddled with.</summary>
public sealed class ReconcileAccountTests
{
    private static readonly AccountId Account = new("account-1");
    private static readonly InstrumentId Spy = InstrumentId.Create(Market.US, "SPY");
    private static readonly OrderId Id = new("order-1");
    private static readonly DateTimeOffset Friday = new(2024, 6, 14, 0, 0, 0, TimeSpan.Zero);

    private readonly Bench bench = new() { Stores = { Bars = Bars(1) } };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private OrderKey Key => new(Bench.User, Account, Id);

    [Fact]
    public async Task Books_agree_with_a_broker_that_does_what_it_says()
    {
        await OpenAsync();
        Assert.Equal(ReconciliationOutcome.Agrees, (await LookAsync()).Outcome);

        await BuyAsync();

        var look = await LookAsync();
        Assert.Equal((ReconciliationOutcome.Agrees, 0, look.At), (look.Outcome, look.Recovered, look.AgreedAt!.Value));
        Assert.Equal(look, bench.Desk.Looks[Account]);
        Assert.Empty(bench.Stores.Halts);
        // Told once: the second look said nothing new.
        Assert.Equal(1, bench.Pushed.Count(message => message == PushMessages.Reconciled));
    }

    [Fact]
    public async Task Cash_that_the_broker_lost_halts_the_account_once_and_again_when_somebody_lets_it_go_on()
    {
        await OpenAsync();
        Meddle(account => account.Add("USD", -100));

        var look = await LookAsync();
        var halt = bench.Stores.Halts[Account];
        await LookAsync();

        Assert.Equal(ReconciliationOutcome.Differs, look.Outcome);
        Assert.Equal([new Difference(DifferenceKind.Cash, 1000, 900) { Currency = "USD" }], look.Differences);
        Assert.Equal((true, "Books and broker differ: cash of 1000 USD here, 900 at the broker."), (halt.IsHalted, halt.Reason));
        Assert.Same(halt, bench.Stores.Halts[Account]);
        Assert.Equal(1, bench.Pushed.Count(message => message == PushMessages.Reconciled));

        bench.Stores.Halts[Account] = halt with { IsHalted = false, Reason = "I know." };
        await LookAsync();
        Assert.True(bench.Stores.Halts[Account].IsHalted);

        // The broker finds the money again: both agree, and the halt is a person's to lift.
        Meddle(account => account.Add("USD", 100));
        Assert.Equal(ReconciliationOutcome.Agrees, (await LookAsync()).Outcome);
        Assert.True(bench.Stores.Halts[Account].IsHalted);
        Assert.Equal(2, bench.Pushed.Count(message => message == PushMessages.Reconciled));
    }

    [Fact]
    public async Task Money_and_units_that_nobody_booked_are_named_with_both_figures()
    {
        await OpenAsync();
        Meddle(account => account.Add("USD", 5).Add("KRW", 70_000) with { Units = account.Units.Add("KRX:005930", 3) });

        Assert.Equal(
            [
                new Difference(DifferenceKind.Cash, 0, 70_000) { Currency = "KRW" },
                new Difference(DifferenceKind.Cash, 1000, 1005) { Currency = "USD" },
                new Difference(DifferenceKind.Position, 0, 3) { Instrument = InstrumentId.Create(Market.KRX, "005930") },
            ],
            (await LookAsync()).Differences);
    }

    [Fact]
    public async Task An_order_that_is_on_one_side_alone_is_named()
    {
        await OpenAsync();
        await PlaceAsync();
        Assert.Equal(ReconciliationOutcome.Agrees, (await LookAsync()).Outcome);
        var (order, version) = bench.Stores.AtBroker[Key];
        bench.Stores.AtBroker.Remove(Key);
        bench.Stores.AtBroker[Key with { Id = new OrderId("stranger") }] = (order with { Intent = order.Intent! with { Id = new OrderId("stranger") } }, version);

        var look = await LookAsync();

        Assert.Equal(
            [
                new Difference(DifferenceKind.OrderMissing, 0, null) { Order = "order-1", Instrument = Spy },
                new Difference(DifferenceKind.OrderUnknown, null, 0) { Order = "stranger", Instrument = Spy },
            ],
            look.Differences);
        Assert.Contains("order stranger of US:SPY works at the broker and not here", bench.Stores.Halts[Account].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fill_that_nobody_reported_is_taken_in_once_and_then_both_agree()
    {
        await OpenAsync();
        await PlaceAsync();
        bench.Stores.Bars = Bars(2);
        var lost = await bench.Services.GetRequiredService<PaperExchange>().AdvanceAsync(Bench.User, Account, Spy, Cancel);

        var look = await LookAsync();
        Assert.Equal((ReconciliationOutcome.Agrees, 1), (look.Outcome, look.Recovered));
        Assert.Equal(5, bench.Stores.BooksOf(Account).PositionIn(Spy).Units);

        // The reports come after all, twice, and the broker is asked again: nothing counts twice.
        foreach (var report in lost.Concat(lost))
            await bench.Services.GetRequiredService<RecordExecutionHandler>().HandleAsync(report, bench, Cancel);
        await bench.RunAsync();
        var again = await LookAsync();
        Assert.Equal((ReconciliationOutcome.Agrees, 0, 2), (again.Outcome, again.Recovered, bench.Stores.Ledgers[Account].Count));
    }

    [Fact]
    public async Task A_fill_of_an_order_that_we_took_for_cancelled_is_found_and_booked()
    {
        await OpenAsync();
        await PlaceAsync();
        bench.Stores.Bars = Bars(2);
        await bench.Services.GetRequiredService<PaperExchange>().AdvanceAsync(Bench.User, Account, Spy, Cancel);
        await bench.Services.GetRequiredService<OrderChanges>().ApplyAsync(Key, _ => new ReportCancelled("so it was said", Friday), Cancel);

        var look = await LookAsync();

        Assert.Equal((ReconciliationOutcome.Agrees, 1), (look.Outcome, look.Recovered));
        Assert.Equal((OrderStatus.Filled, 5), (OrderRules.Fold(bench.Stores.Orders[Key]).Status, bench.Stores.BooksOf(Account).PositionIn(Spy).Units));
        Assert.Empty(bench.Stores.Halts);
    }

    [Fact]
    public async Task An_order_whose_orchestration_is_gone_is_carried_on_by_a_new_one()
    {
        await OpenAsync();
        await PlaceAsync();
        bench.Abandon(Id.Value);

        await LookAsync();

        Assert.True(bench.Runs(Id.Value));
        await FillAsync();
        Assert.Equal((true, 5), (OrderRules.Fold(bench.Stores.Orders[Key]).IsSettled, bench.Stores.BooksOf(Account).PositionIn(Spy).Units));
        Assert.False(bench.Runs(Id.Value));
    }

    [Fact]
    public async Task A_filled_order_whose_orchestration_died_before_it_was_booked_is_booked()
    {
        await OpenAsync();
        await PlaceAsync();
        await LookAllAsync();
        bench.Abandon(Id.Value);
        await FillAsync();
        Assert.Equal((OrderStatus.Filled, 0), (OrderRules.Fold(bench.Stores.Orders[Key]).Status, bench.Stores.BooksOf(Account).PositionIn(Spy).Units));

        await LookAllAsync();

        Assert.Equal(5, bench.Stores.BooksOf(Account).PositionIn(Spy).Units);

        Task LookAllAsync() => bench.Services.GetRequiredService<ReconcileAccountsHandler>().HandleAsync(Bench.User, bench, Cancel);
    }

    [Fact]
    public async Task An_intent_that_nobody_was_told_of_is_not_sent_by_itself()
    {
        await OpenAsync();
        await bench.Stores.CreateAsync(new NewOrder(Id, Bench.User, Account, Spy, Side.Buy, new OrderSize.Units(new Quantity(5)), OrderEffect.Opening, new Price(100), null, null, Friday), Cancel);

        await LookAsync();
        await bench.RunAsync();

        Assert.False(bench.Runs(Id.Value));
        Assert.Equal(OrderStatus.Created, OrderRules.Fold(bench.Stores.Orders[Key]).Status);
    }

    [Fact]
    public async Task A_deposit_that_died_half_way_is_completed()
    {
        var crash = new Crash(0, 0);
        var dying = new Bench(crash);
        await dying.Services.GetRequiredService<OpenAccountHandler>().HandleAsync(Bench.User, Account, new AccountDraft("By hand") { InitialBalance = 1000 }, Cancel);
        crash.Before(nameof(IBooks.TryPostAsync));
        var cash = dying.Services.GetRequiredService<MoveCashHandler>();
        await Assert.ThrowsAsync<CrashException>(() => cash.DepositAsync(Bench.User, Account, "a", new CashDraft(50), Cancel));
        Assert.Equal((1000, 1050), (dying.Stores.BooksOf(Account).Cash.Value, dying.Stores.PaperAccounts[(Bench.User, Account)].Account.CashIn("USD")));

        var look = (await dying.Services.GetRequiredService<ReconcileAccountHandler>().HandleAsync(Bench.User, Account, dying, Cancel))!;

        Assert.Equal((ReconciliationOutcome.Agrees, 1, 1050), (look.Outcome, look.Recovered, dying.Stores.BooksOf(Account).Cash.Value));
        Assert.False((await cash.DepositAsync(Bench.User, Account, "a", new CashDraft(50), Cancel))!.Value.Match(ok: view => view.IsNew, refused: _ => true));
        Assert.Equal(1050, dying.Stores.BooksOf(Account).Cash.Value);
    }

    [Fact]
    public async Task A_broker_that_never_stands_still_is_moving_and_halts_nobody_and_one_that_tells_nothing_is_not_told()
    {
        await OpenAsync();

        var moving = await With(new Meddler(bench, restless: true)).HandleAsync(Bench.User, Account, bench, Cancel);
        var silent = await With(new Meddler(bench, restless: false)).HandleAsync(Bench.User, Account, bench, Cancel);

        Assert.Equal((ReconciliationOutcome.Moving, ReconciliationOutcome.NotTold), (moving!.Outcome, silent!.Outcome));
        Assert.Empty(bench.Stores.Halts);
    }

    [Fact]
    public async Task An_account_that_is_not_there_or_only_just_being_opened_is_not_looked_at()
    {
        await OpenAsync();
        bench.Stores.Ledgers.Remove(Account);

        var handler = bench.Services.GetRequiredService<ReconcileAccountHandler>();
        Assert.Null(await handler.HandleAsync(Bench.User, Account, bench, Cancel));
        Assert.Null(await handler.HandleAsync(Bench.User, new AccountId("none"), bench, Cancel));
    }

    [Fact]
    [Trait("Reference", "beside")]
    public async Task A_replay_agrees_with_its_broker_all_the_way_whatever_dies()
    {
        var bars = PaperTrading.Spy.Bars().Slice(0, 400);
        for (var seed = 1; seed <= 20; seed++)
        {
            var looks = 0;
            var crash = new Crash(seed, 0.03);
            var hostile = new Bench(crash) { Stores = { Bars = bars } };
            await hostile.StartAsync(PaperTrading.Spy.Cross(new ReplayDraft()));
            hostile.AfterStep = async step =>
            {
                if (step % 20 != 0)
                    return;
                crash.Probability = 0;
                var look = await hostile.Services.GetRequiredService<ReconcileAccountHandler>().HandleAsync(Bench.User, new AccountId("deployment-1"), hostile, Cancel);
                crash.Probability = 0.03;
                Assert.True(look!.Outcome is ReconciliationOutcome.Agrees, $"seed {seed}, step {step}: {look.Outcome}, {string.Join("; ", look.Differences)}");
                looks++;
            };
            await hostile.RunAsync();

            Assert.True(looks > 10, $"seed {seed}: {looks} looks");
            Assert.Empty(hostile.Stores.Halts);
        }
    }

    private static BarSeries Bars(int count) => BarSeries.FromBars([.. Enumerable.Range(0, count).Select(day => new Bar(Friday.AddDays(3 * day), 100, 101, 99, 100, 1_000_000))]);

    private async Task OpenAsync() => await bench.Services.GetRequiredService<OpenAccountHandler>().HandleAsync(Bench.User, Account, new AccountDraft("By hand") { InitialBalance = 1000 }, Cancel);

    private async Task PlaceAsync()
    {
        var placed = await bench.Services.GetRequiredService<PlaceOrderHandler>().HandleAsync(Bench.User, Id, new RequestedOrder(Account.Value, "US", "SPY", Side.Buy) { Quantity = 5 }, bench, Cancel);
        Assert.True(placed.TryGet(out _, out var faults), faults?.ToString());
        await bench.RunAsync();
    }

    private async Task BuyAsync()
    {
        await PlaceAsync();
        await FillAsync();
        Assert.Equal(5, bench.Stores.BooksOf(Account).PositionIn(Spy).Units);
    }

    private async Task FillAsync()
    {
        bench.Stores.Bars = Bars(2);
        foreach (var report in await bench.Services.GetRequiredService<PaperExchange>().AdvanceAsync(Bench.User, Account, Spy, Cancel))
            await bench.Services.GetRequiredService<RecordExecutionHandler>().HandleAsync(report, bench, Cancel);
        await bench.RunAsync();
    }

    private async Task<AccountReconciliation> LookAsync() => (await bench.Services.GetRequiredService<ReconcileAccountHandler>().HandleAsync(Bench.User, Account, bench, Cancel))!;

    private void Meddle(Func<PaperAccount, PaperAccount> change) => Meddle(bench, change);

    private static void Meddle(Bench bench, Func<PaperAccount, PaperAccount> change)
    {
        var (account, version) = bench.Stores.PaperAccounts[(Bench.User, Account)];
        bench.Stores.PaperAccounts[(Bench.User, Account)] = (change(account), version + 1);
    }

    private ReconcileAccountHandler With(IBroker broker) => new(
        bench.Stores, bench.Stores, bench.Desk, bench.Services.GetRequiredService<GapFilling>(), new Brokers([broker]), bench.Services.GetRequiredService<RiskSettings>(), bench,
        TimeProvider.System, NullLogger<ReconcileAccountHandler>.Instance);

    /// <summary>A broker that pays a cent whenever it is asked, or tells nothing.</summary>
    private sealed class Meddler(Bench bench, bool restless) : IBroker
    {
        private readonly PaperBroker broker = bench.Services.GetRequiredService<PaperBroker>();

        public BrokerCapabilities Capabilities => broker.Capabilities with { TellsState = restless };

        public Task<Result<BrokerOrderId, BrokerRefusal>> SubmitAsync(NewOrder order, CancellationToken cancellationToken) => broker.SubmitAsync(order, cancellationToken);

        public Task<IReadOnlyList<ExecutionMessage>> ReportsAsync(OrderKey key, CancellationToken cancellationToken) => broker.ReportsAsync(key, cancellationToken);

        public Task<IReadOnlyList<ExecutionMessage>> CancelAsync(OrderKey key, string reason, DateTimeOffset at, CancellationToken cancellationToken) =>
            broker.CancelAsync(key, reason, at, cancellationToken);

        public async Task<BrokerState?> StateAsync(UserId user, AccountId account, CancellationToken cancellationToken)
        {
            if (!restless)
                return null;
            Meddle(bench, held => held.Add("USD", 0.01m));
            return await broker.StateAsync(user, account, cancellationToken);
        }
    }
}
