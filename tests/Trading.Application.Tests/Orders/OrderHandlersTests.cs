using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Application.Risk;
using Trading.Application.Signals;
using Trading.Application.Strategies;
using Trading.Application.Tests.PaperTrading;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.PaperTrading;
using Trading.Domain.Reconciliation;
using Trading.Domain.Risk;
using Trading.Domain.Signals;
using Trading.Domain.Strategies;
using Trading.Domain.Values;

namespace Trading.Application.Tests.Orders;

public sealed class OrderHandlersTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
    private readonly Bench bench = new();
    private readonly FakeBroker broker = new();
    private readonly SetClock clock = new() { Now = Now };
    private readonly OrderKey key;

    public OrderHandlersTests()
    {
        var intent = new NewOrder(
            new OrderId("order-1"), Bench.User, new AccountId("account-1"), InstrumentId.Create(Market.US, "SPY"), Side.Buy,
            new OrderSize.Units(new Quantity(10)), OrderEffect.Opening, new Price(100), new SignalId("signal-1"), new DeploymentId("account-1"), Now);
        key = OrderKey.Of(intent);
        bench.Stores.Orders[key] = [OrderRules.Create(intent)];
        bench.Stores.Ledgers[intent.Account] = [Bookkeeping.Deposit(intent.Account, new Money(5000), "opening", Now)];
    }

    private Order Order => OrderRules.Fold(bench.Stores.Orders[key]);

    [Fact]
    public async Task A_step_that_is_repeated_repeats_nothing()
    {
        await CheckAsync();
        await CheckAsync();
        await SubmitAsync();
        await SubmitAsync();
        await RecordAsync(Fill());
        await RecordAsync(Fill());
        await BookAsync();
        var progress = await BookAsync();

        Assert.True(progress.IsSettled);
        Assert.Equal(1, broker.Submissions);
        Assert.Equal(2, bench.Stores.Ledgers[key.Account].Count);
        Assert.Equal(5000 - 1000 - 1, bench.Stores.BooksOf(key.Account).Cash.Value);
        Assert.Empty(Order.Contradictions);
    }

    [Fact]
    public async Task A_crash_cannot_leave_half_of_the_brokers_answer()
    {
        await CheckAsync();
        await SubmitAsync();

        // An order that is accepted but not seen to work would be waited for in vain: the step isn't repeated once it was accepted.
        Assert.Equal([typeof(OrderAccepted), typeof(OrderWorking)], bench.Stores.Appended[^1]);
        Assert.Equal(OrderStatus.Working, Order.Status);
    }

    [Fact]
    public async Task A_kill_switch_pressed_after_the_checks_still_stops_the_order()
    {
        await CheckAsync();
        Assert.True(Order.IsCleared);
        bench.Stores.KillSwitch = new KillSwitch(true, "now", Now);

        await SubmitAsync();

        Assert.Equal((OrderStatus.RiskDenied, "kill-switch"), (Order.Status, Order.EndCode));
        Assert.Equal(0, broker.Submissions);
    }

    [Theory]
    [InlineData("user", TradingState.Reducing, OrderEffect.Opening, "trading-state")]
    [InlineData("account:account-1", TradingState.Halted, OrderEffect.Opening, "trading-state")]
    [InlineData("account:account-1", TradingState.Halted, OrderEffect.Reducing, "trading-state")]
    [InlineData("user", TradingState.Reducing, OrderEffect.Reducing, null)]
    [InlineData("account:account-2", TradingState.Halted, OrderEffect.Opening, null)]
    public async Task A_trading_state_set_after_the_checks_still_stops_what_it_stops(string scope, TradingState state, OrderEffect effect, string? code)
    {
        Intend(Order.Intent with { Effect = effect });
        await CheckAsync();
        Assert.True(Order.IsCleared);
        Assert.True(RiskScope.TryParse(scope, out var limited));
        bench.Stores.Limits[limited] = new RiskLimits { TradingState = state };

        await SubmitAsync();

        Assert.Equal((code, code is null ? 1 : 0), (Order.EndCode, broker.Submissions));
    }

    [Fact]
    public async Task A_halt_set_after_the_checks_still_stops_what_opens()
    {
        await CheckAsync();
        bench.Stores.Halts[key.Account] = new AccountHalt(key.Account, true, "something differs", Now);

        await SubmitAsync();

        Assert.Equal((OrderStatus.RiskDenied, "account-halted", 0), (Order.Status, Order.EndCode, broker.Submissions));
    }

    [Fact]
    public async Task Every_order_carries_what_each_check_found_whether_it_passed_or_not()
    {
        bench.Stores.Limits[new RiskScope.OfUser()] = new RiskLimits { MaxOrderValue = new Money(1_100) };
        await CheckAsync();
        await JudgeAsync("order-2", OrderEffect.Opening, units: 20);

        var passed = Assert.Single(bench.Stores.Orders[key].OfType<RiskPassed>()).Findings;
        var denied = Assert.Single(bench.Stores.Orders[key with { Id = new OrderId("order-2") }].OfType<OrderDenied>()).Findings;

        Assert.Equal(RiskRules.All.Select(check => check.Code), passed.Select(finding => finding.Check));
        Assert.Equal(RiskRules.All.Select(check => check.Code), denied.Select(finding => finding.Check));
        // 10 units at 100 are worth 1,000, more than 80 % of the limit; 20 exceed it.
        Assert.Contains(new RiskFinding("order-value", RiskOutcome.Warn, "1100", "1000", "The order is worth 1000, the limit is 1100."), passed);
        Assert.Contains(new RiskFinding("order-value", RiskOutcome.Deny, "1100", "2000", "The order is worth 2000, the limit is 1100."), denied);
    }

    [Fact]
    public async Task What_is_found_at_the_last_look_stays_with_the_order_too()
    {
        await CheckAsync();
        bench.Stores.KillSwitch = new KillSwitch(true, "now", Now);

        await SubmitAsync();

        var denied = Assert.Single(bench.Stores.Orders[key].OfType<OrderDenied>());
        Assert.Equal(
            [("kill-switch", RiskOutcome.Deny), ("account-halted", RiskOutcome.Pass), ("account-flattening", RiskOutcome.Pass), ("trading-state", RiskOutcome.Pass)],
            denied.Findings.Select(finding => (finding.Check, finding.Outcome)));
    }

    [Fact]
    public async Task An_order_that_was_not_checked_is_not_sent()
    {
        await SubmitAsync();

        Assert.Equal((OrderStatus.Created, 0), (Order.Status, broker.Submissions));
    }

    [Fact]
    public async Task An_order_whose_answer_got_lost_is_resolved_by_asking_and_never_sent_again()
    {
        broker.Answer = _ => throw new OrderFateUnknownException("no answer within 10 s");
        await CheckAsync();
        await SubmitAsync();
        Assert.Equal(OrderStatus.Unknown, Order.Status);

        await SubmitAsync();
        broker.Reports = [ExecutionMessage.Of(key, ExecutionKinds.Accepted, Now, "broker-1"), Fill()];
        var progress = await BookAsync(askBroker: true);

        Assert.Equal(1, broker.Submissions);
        Assert.True(progress.IsSettled);
        Assert.Equal("broker-1", Order.BrokerOrderId);
    }

    [Fact]
    public async Task A_fate_that_stays_open_for_a_minute_halts_the_openings_of_its_account_until_somebody_lets_it_go_on()
    {
        broker.Answer = _ => throw new OrderFateUnknownException("no answer within 10 s");
        await CheckAsync();
        await SubmitAsync();

        clock.Now += TimeSpan.FromSeconds(40);
        await BookAsync(askBroker: true);
        Assert.Empty(bench.Stores.Halts);
        clock.Now += TimeSpan.FromSeconds(20);
        await BookAsync(askBroker: true);
        await BookAsync(askBroker: true);

        Assert.Equal((OrderStatus.Unknown, true, 1), (Order.Status, Order.IsEscalated, broker.Submissions));
        Assert.Single(bench.Stores.Orders[key].OfType<FateEscalated>());
        Assert.Contains("order-1", bench.Stores.Halts[key.Account].Reason, StringComparison.Ordinal);
        Assert.Equal((OrderStatus.RiskDenied, "account-halted"), await JudgeAsync("order-2", OrderEffect.Opening));
        Assert.Equal((OrderStatus.Created, null), await JudgeAsync("order-3", OrderEffect.Reducing));

        // It was filled after all; that the account may go on is for a person to say.
        broker.Reports = [ExecutionMessage.Of(key, ExecutionKinds.Accepted, Now, "broker-1"), Fill()];
        Assert.True((await BookAsync(askBroker: true)).IsSettled);
        Assert.Equal((OrderStatus.RiskDenied, "account-halted"), await JudgeAsync("order-4", OrderEffect.Opening));
        bench.Stores.Halts[key.Account] = bench.Stores.Halts[key.Account] with { ChangedAt = Now };
        Assert.True((await bench.Services.GetRequiredService<RiskSettings>().SetHaltAsync(Bench.User, key.Account, isHalted: false, "looked at it", Cancel)).TryGet(out _, out _));
        Assert.Equal((OrderStatus.Created, null), await JudgeAsync("order-5", OrderEffect.Opening));
    }

    [Fact]
    public async Task A_broker_that_cannot_be_asked_is_no_reason_to_wait_longer()
    {
        broker.Answer = _ => throw new OrderFateUnknownException("no answer within 10 s");
        await CheckAsync();
        await SubmitAsync();
        broker.IsUnreachable = true;
        clock.Now += TimeSpan.FromSeconds(61);

        await Assert.ThrowsAsync<HttpRequestException>(() => BookAsync(askBroker: true));

        Assert.True(Order.IsEscalated);
        Assert.True(bench.Stores.Halts[key.Account].IsHalted);
    }

    [Fact]
    public async Task What_may_have_been_sent_before_a_crash_is_sent_again_only_to_a_broker_that_takes_our_id_once()
    {
        await CheckAsync();
        await DieWhileSubmittingAsync();
        Assert.Equal(OrderStatus.Submitting, Order.Status);
        broker.Answer = _ => new BrokerOrderId("broker-1");

        broker.Capabilities = new BrokerCapabilities(TakesClientOrderIds: false);
        await SubmitAsync();
        Assert.Equal((OrderStatus.Unknown, 1), (Order.Status, broker.Submissions));
        await SubmitAsync();
        Assert.Equal(1, broker.Submissions);
    }

    [Fact]
    public async Task A_crash_before_the_answer_is_repaired_under_the_same_id_where_the_broker_takes_it_once()
    {
        await CheckAsync();
        await DieWhileSubmittingAsync();
        broker.Answer = _ => new BrokerOrderId("broker-1");

        await SubmitAsync();

        Assert.Equal((OrderStatus.Working, "broker-1", 2), (Order.Status, Order.BrokerOrderId, broker.Submissions));
    }

    [Fact]
    public async Task An_order_that_may_have_left_is_not_handed_over_again_once_the_kill_switch_is_engaged()
    {
        await CheckAsync();
        await DieWhileSubmittingAsync();
        bench.Stores.KillSwitch = new KillSwitch(true, "drill", Now);

        await SubmitAsync();

        Assert.Equal((OrderStatus.Unknown, 1), (Order.Status, broker.Submissions));
    }

    [Fact]
    public async Task Whatever_goes_wrong_while_an_order_leaves_its_fate_is_open_where_the_broker_takes_no_ids_of_ours()
    {
        await CheckAsync();
        broker.Capabilities = new BrokerCapabilities(TakesClientOrderIds: false);
        broker.Answer = _ => throw new FormatException("an answer that nobody can read");

        await SubmitAsync();

        Assert.Equal((OrderStatus.Unknown, 1), (Order.Status, broker.Submissions));
    }

    [Fact]
    public async Task A_halt_set_after_the_checks_still_stops_an_opening()
    {
        await CheckAsync();
        bench.Stores.Halts[key.Account] = new AccountHalt(key.Account, true, "by hand", Now);

        await SubmitAsync();

        Assert.Equal((OrderStatus.RiskDenied, "account-halted", 0), (Order.Status, Order.EndCode, broker.Submissions));
    }

    [Fact]
    public async Task A_user_cancels_an_order_once_and_one_that_has_ended_never()
    {
        await CheckAsync();
        await SubmitAsync();

        var asked = await CancelAsync("order-1");
        await RecordAsync(ExecutionMessage.Of(key, ExecutionKinds.Cancelled, Now, reason: "by the user"));
        var again = await CancelAsync("order-1");

        Assert.Equal((OrderStatus.CancelPending, false), (asked!.Value.Order.Status, asked.Value.HadEnded));
        Assert.Equal((OrderStatus.Cancelled, true), (again!.Value.Order.Status, again.Value.HadEnded));
        Assert.Equal(["order-1"], broker.Cancelled);
        Assert.Null(await CancelAsync("none"));
    }

    [Fact]
    public async Task A_wish_to_cancel_that_got_lost_is_told_again_with_its_reason_when_the_broker_is_asked()
    {
        await CheckAsync();
        await SubmitAsync();
        broker.IsUnreachable = true;
        await Assert.ThrowsAsync<TaskCanceledException>(() => CancelAsync("order-1"));
        broker.IsUnreachable = false;

        var progress = await BookAsync(askBroker: true);

        Assert.True(progress.IsSettled);
        Assert.Equal((OrderStatus.Cancelled, "by the user"), (Order.Status, Order.EndReason));
        Assert.Equal(["order-1"], broker.Cancelled);
    }

    [Fact]
    public async Task A_broker_that_cannot_be_reached_fails_no_deployment_that_ends_and_hears_its_wish_later()
    {
        await CheckAsync();
        await SubmitAsync();
        var pending = new PendingOrders(bench.Stores, bench, CancelOrder(), NullLogger<PendingOrders>.Instance);
        var deployment = new Deployment(
            Bench.User, new DeploymentId(key.Account.Value), Crossing(), null, new Money(5000), null, Now)
        {
            Status = DeploymentStatus.Stopping,
            Pending = [new PendingOrder(new SignalId("signal-1"), key.Id, Reported: false)],
        };

        broker.IsUnreachable = true;
        Assert.True((await pending.ReviewAsync(deployment, nudge: false, Cancel)).MustWait);
        broker.IsUnreachable = false;
        Assert.True((await pending.ReviewAsync(deployment, nudge: true, Cancel)).MustWait);

        Assert.Equal((OrderStatus.CancelPending, "order-1"), (Order.Status, Assert.Single(broker.Cancelled)));
    }

    [Fact]
    public async Task An_order_that_has_not_left_is_cancelled_without_asking_anybody()
    {
        Assert.Equal(OrderStatus.Cancelled, (await CancelAsync("order-1"))!.Value.Order.Status);

        await CheckAsync();
        await SubmitAsync();
        Assert.Equal((OrderStatus.Cancelled, 0, 0), (Order.Status, broker.Cancelled.Count, broker.Submissions));
    }

    [Fact]
    public async Task Cancelling_everything_goes_on_where_a_broker_cannot_be_asked()
    {
        await CheckAsync();
        await SubmitAsync();
        await JudgeAsync("order-2", OrderEffect.Opening);   // cleared, not sent
        broker.IsUnreachable = true;

        var failing = await Canceller().CancelAllAsync(Bench.User, null, "drill", bench, Cancel);
        Assert.Equal((1, "order-1"), (failing.Asked, Assert.Single(failing.Failed)));

        broker.IsUnreachable = false;
        Assert.Equal(1, (await Canceller().CancelAllAsync(Bench.User, key.Account, "drill", bench, Cancel)).Asked);
        Assert.Equal(["order-1"], broker.Cancelled);
        Assert.Equal(0, (await Canceller().CancelAllAsync(Bench.User, new AccountId("other"), "drill", bench, Cancel)).Asked);
    }

    [Fact]
    public async Task Orders_are_found_by_what_was_asked_for_and_by_nothing_else()
    {
        await CancelAsync("order-1");
        await JudgeAsync("order-2", OrderEffect.Opening);

        Assert.Equal(["order-1", "order-2"], await IdsAsync(new OrderFilter(key.Account, "spy", Side.Buy)));
        Assert.Equal(["order-1"], await IdsAsync(new OrderFilter(IsDone: true)));
        Assert.Equal(["order-2"], await IdsAsync(new OrderFilter(Status: OrderStatus.Created, IsDone: false)));
        Assert.Empty(await IdsAsync(new OrderFilter(Side: Side.Sell)));
        Assert.Empty(await IdsAsync(new OrderFilter(Symbol: "SP")));
        Assert.Empty(await IdsAsync(new OrderFilter(new AccountId("other"))));

        async Task<IEnumerable<string>> IdsAsync(OrderFilter filter) =>
            (await bench.Services.GetRequiredService<GetOrdersHandler>().ListAsync(Bench.User, filter, 10, null, Cancel)).Orders
                .Select(order => order.Id).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_refusal_of_the_broker_ends_the_order_with_its_reason()
    {
        broker.Answer = _ => new BrokerRefusal("halted", "Trading is halted.");
        await CheckAsync();

        await SubmitAsync();

        Assert.Equal((OrderStatus.Rejected, "halted", "Trading is halted."), (Order.Status, Order.EndCode, Order.EndReason));
    }

    [Fact]
    public async Task A_report_that_overtakes_the_acceptance_is_kept()
    {
        await CheckAsync();
        broker.BeforeAnswer = () => RecordAsync(Fill());

        await SubmitAsync();

        Assert.Equal((OrderStatus.Filled, "broker-1"), (Order.Status, Order.BrokerOrderId));
        Assert.Empty(Order.Contradictions);
    }

    [Fact]
    public async Task The_tax_of_a_fill_reaches_the_order_its_events_and_the_books()
    {
        await CheckAsync();
        await SubmitAsync();

        await RecordAsync(Fill() with { Tax = 0.75m });
        await BookAsync();

        var events = await bench.Stores.EventsAsync(key, Cancel);
        Assert.Contains("exec-1: 10 @ 100, commission 1, tax 0.75", events.Select(recorded => OrderEventView.Of(recorded).Detail));
        Assert.Equal((1, 0.75m), (OrderView.Of(Order).Commission, OrderView.Of(Order).Tax));
        var books = bench.Stores.BooksOf(key.Account);
        Assert.Equal((5000 - 1000 - 1 - 0.75m, 0.75m), (books.Cash.Value, books.Taxes.Value));
    }

    [Theory]
    [InlineData("filled", "exec-1", 1, 0, 0)]
    [InlineData(ExecutionKinds.Fill, null, 1, 0, 0)]
    [InlineData(ExecutionKinds.Fill, "exec-1", -1, 0, 0)]
    [InlineData(ExecutionKinds.Fill, "exec-1", 1, -1, 0)]
    [InlineData(ExecutionKinds.Fill, "exec-1", 1, 0, -1)]
    public async Task A_report_that_makes_no_sense_is_refused_and_changes_nothing(string kind, string? execution, int quantity, int commission, int tax)
    {
        var report = Fill() with { Kind = kind, ExecutionId = execution, Quantity = quantity, Commission = commission, Tax = tax };

        await Assert.ThrowsAsync<FormatException>(() => RecordAsync(report));

        Assert.Single(bench.Stores.Orders[key]);
    }

    [Fact]
    public async Task A_report_of_an_order_that_is_not_stored_is_left_to_be_delivered_again() =>
        await Assert.ThrowsAsync<OrderNotFoundException>(() => RecordAsync(Fill() with { Order = "other" }));

    [Fact]
    public async Task A_message_of_a_signal_that_is_not_stored_makes_no_order()
    {
        var handler = bench.Services.GetRequiredService<ExecuteSignalHandler>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => handler.HandleAsync(new SignalMessage("owner", "account-1", "nothing"), bench, Cancel));

        Assert.Single(bench.Stores.Orders);
    }

    [Fact]
    public async Task Orders_are_shown_newest_first_page_by_page()
    {
        for (var i = 2; i <= 5; i++)
        {
            var intent = Order.Intent with { Id = new OrderId($"order-{i}"), CreatedAt = Now.AddMinutes(i) };
            bench.Stores.Orders[OrderKey.Of(intent)] = [OrderRules.Create(intent)];
        }

        var handler = bench.Services.GetRequiredService<GetOrdersHandler>();
        var first = await handler.ListAsync(Bench.User, new OrderFilter(), 3, null, Cancel);
        var second = await handler.ListAsync(Bench.User, new OrderFilter(), 3, first.Continuation, Cancel);

        Assert.Equal(["order-5", "order-4", "order-3"], first.Orders.Select(order => order.Id));
        Assert.Equal(["order-2", "order-1"], second.Orders.Select(order => order.Id));
        Assert.Null(second.Continuation);
        Assert.Empty((await handler.ListAsync(new UserId("other"), new OrderFilter(), 3, null, Cancel)).Orders);
    }

    private static StrategyDocument Crossing() => StrategyReader.Read(
        new StrategyDocumentDraft("cross", "US", ["SPY"], "1d", new StrategyDraft("close > open", "close < open"), null), new FieldErrors())!;

    private CancelOrderHandler CancelOrder() => new(bench.Services.GetRequiredService<OrderChanges>(), new Brokers([broker]), bench, clock);

    private CancelOrdersHandler Canceller() => new(bench.Stores, CancelOrder(), NullLogger<CancelOrdersHandler>.Instance);

    private Task<(OrderView Order, bool HadEnded)?> CancelAsync(string id) => Canceller().CancelAsync(Bench.User, new OrderId(id), "by the user", bench, Cancel);

    /// <summary>What the checks say of another order of the account.</summary>
    private async Task<(OrderStatus Status, string? Code)> JudgeAsync(string id, OrderEffect effect, decimal units = 10)
    {
        var intent = Order.Intent with { Id = new OrderId(id), Effect = effect, Size = new OrderSize.Units(new Quantity(units)) };
        Intend(intent);
        await bench.Services.GetRequiredService<CheckRiskHandler>().HandleAsync(OrderKey.Of(intent), Cancel);
        var judged = OrderRules.Fold(bench.Stores.Orders[OrderKey.Of(intent)]);
        return (judged.Status, judged.EndCode);
    }

    private void Intend(NewOrder intent) => bench.Stores.Orders[OrderKey.Of(intent)] = [OrderRules.Create(intent)];

    private ExecutionMessage Fill() => ExecutionMessage.OfFill(
        key, new Execution(new ExecutionId("exec-1"), new Quantity(10), new Price(100), new Money(1), Now), completes: true, Now);

    private Task CheckAsync() => bench.Services.GetRequiredService<CheckRiskHandler>().HandleAsync(key, Cancel);

    private Task SubmitAsync() => SubmitInAsync(Cancel);

    private Task SubmitInAsync(CancellationToken process) => new SubmitOrderHandler(
        bench.Services.GetRequiredService<OrderChanges>(), new Brokers([broker]), bench.Services.GetRequiredService<RiskSettings>(),
        bench.Services.GetRequiredService<RiskScopes>(), bench.Stores, clock,
        NullLogger<SubmitOrderHandler>.Instance).HandleAsync(key, process);

    /// <summary>The process ends between sending and the answer.</summary>
    private async Task DieWhileSubmittingAsync()
    {
        using var process = new CancellationTokenSource();
        broker.Answer = _ =>
        {
            process.Cancel();
            throw new OperationCanceledException(process.Token);
        };
        await Assert.ThrowsAsync<OperationCanceledException>(() => SubmitInAsync(process.Token));
    }

    private Task RecordAsync(ExecutionMessage report) => bench.Services.GetRequiredService<RecordExecutionHandler>().HandleAsync(report, bench, Cancel);

    private Task<OrderProgress> BookAsync(bool askBroker = false) => new BookOrderHandler(
        bench.Stores, bench.Services.GetRequiredService<OrderChanges>(), bench.Stores, new Brokers([broker]), bench.Services.GetRequiredService<RiskSettings>(), clock,
        NullLogger<BookOrderHandler>.Instance).HandleAsync(key, askBroker, Cancel);

    /// <summary>A clock that stands where the test puts it.</summary>
    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }

    /// <summary>A broker that answers as the test says and counts what it was sent.</summary>
    private sealed class FakeBroker : IBroker
    {
        public BrokerCapabilities Capabilities { get; set; } = new(TakesClientOrderIds: true);

        public int Submissions { get; private set; }

        public Func<NewOrder, Result<BrokerOrderId, BrokerRefusal>> Answer { get; set; } = _ => new BrokerOrderId("broker-1");

        public Func<Task> BeforeAnswer { get; set; } = () => Task.CompletedTask;

        public IReadOnlyList<ExecutionMessage> Reports { get; set; } = [];

        public async Task<Result<BrokerOrderId, BrokerRefusal>> SubmitAsync(NewOrder order, CancellationToken cancellationToken)
        {
            Submissions++;
            await BeforeAnswer();
            return Answer(order);
        }

        public bool IsUnreachable { get; set; }

        public Task<IReadOnlyList<ExecutionMessage>> ReportsAsync(OrderKey key, CancellationToken cancellationToken) =>
            IsUnreachable ? throw new HttpRequestException("no route to the broker") : Task.FromResult(Reports);

        public List<string> Cancelled { get; } = [];

        public Task<IReadOnlyList<ExecutionMessage>> CancelAsync(OrderKey key, string reason, DateTimeOffset at, CancellationToken cancellationToken)
        {
            if (IsUnreachable)
                throw new TaskCanceledException("no answer of the broker in time");
            lock (Cancelled)
                Cancelled.Add(key.Id.Value);
            return Task.FromResult<IReadOnlyList<ExecutionMessage>>([ExecutionMessage.Of(key, ExecutionKinds.Cancelled, at, reason: reason)]);
        }

        public Task<BrokerState?> StateAsync(UserId user, AccountId account, CancellationToken cancellationToken) => Task.FromResult<BrokerState?>(null);
    }
}
