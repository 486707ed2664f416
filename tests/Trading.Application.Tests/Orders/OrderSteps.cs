using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Trading.Application.Orders;
using Trading.Application.Risk;
using Trading.Application.Tests.PaperTrading;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.PaperTrading;
using Trading.Domain.Signals;
using Trading.Domain.Values;

namespace Trading.Application.Tests.Orders;

/// <summary>An order to buy ten units of SPY at about 100, on an account with 5,000 dollars, and each step of its life by itself.</summary>
public abstract class OrderSteps
{
    private protected static readonly DateTimeOffset Now = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private protected OrderSteps()
    {
        var intent = new NewOrder(
            new OrderId("order-1"), Bench.User, new AccountId("account-1"), InstrumentId.Create(Market.US, "SPY"), Side.Buy,
            new OrderSize.Units(new Quantity(10)), OrderEffect.Opening, new Price(100), new SignalId("signal-1"), new DeploymentId("account-1"), Now);
        Key = OrderKey.Of(intent);
        Intend(intent);
        Bench.Stores.Ledgers[intent.Account] = [Bookkeeping.Deposit(intent.Account, new Money(5000), "opening", Now)];
    }

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected Bench Bench { get; } = new();

    private protected FakeBroker Broker { get; } = new();

    private protected SetClock Clock { get; } = new() { Now = Now };

    private protected OrderKey Key { get; }

    private protected Order Order => OrderRules.Fold(Bench.Stores.Orders[Key]);

    private protected CancelOrderHandler CancelOrder() => new(Bench.Services.GetRequiredService<OrderChanges>(), new Brokers([Broker]), Bench, Clock);

    private protected CancelOrdersHandler Canceller() => new(Bench.Stores, CancelOrder(), NullLogger<CancelOrdersHandler>.Instance);

    private protected Task<(OrderView Order, bool HadEnded)?> CancelAsync(string id) => Canceller().CancelAsync(Bench.User, new OrderId(id), "by the user", Bench, Cancel);

    /// <summary>What the checks say of another order of the account.</summary>
    private protected async Task<(OrderStatus Status, string? Code)> JudgeAsync(string id, OrderEffect effect, decimal units = 10)
    {
        var intent = Order.Intent with { Id = new OrderId(id), Effect = effect, Size = new OrderSize.Units(new Quantity(units)) };
        Intend(intent);
        await Bench.Services.GetRequiredService<CheckRiskHandler>().HandleAsync(OrderKey.Of(intent), Cancel);
        var judged = OrderRules.Fold(Bench.Stores.Orders[OrderKey.Of(intent)]);
        return (judged.Status, judged.EndCode);
    }

    private protected void Intend(NewOrder intent) => Bench.Stores.Orders[OrderKey.Of(intent)] = [OrderRules.Create(intent)];

    private protected ExecutionMessage Fill() => ExecutionMessage.OfFill(
        Key, new Execution(new ExecutionId("exec-1"), new Quantity(10), new Price(100), new Money(1), Now), completes: true, Now);

    private protected Task CheckAsync() => Bench.Services.GetRequiredService<CheckRiskHandler>().HandleAsync(Key, Cancel);

    private protected Task SubmitAsync() => SubmitInAsync(Cancel);

    private protected Task SubmitInAsync(CancellationToken process) => new SubmitOrderHandler(
        Bench.Services.GetRequiredService<OrderChanges>(), new Brokers([Broker]), Bench.Services.GetRequiredService<RiskSettings>(),
        Bench.Services.GetRequiredService<RiskScopes>(), Bench.Stores, Clock,
        NullLogger<SubmitOrderHandler>.Instance).HandleAsync(Key, process);

    /// <summary>The process ends between sending and the answer.</summary>
    private protected async Task DieWhileSubmittingAsync()
    {
        using var process = new CancellationTokenSource();
        Broker.Answer = _ =>
        {
            process.Cancel();
            throw new OperationCanceledException(process.Token);
        };
        await Assert.ThrowsAsync<OperationCanceledException>(() => SubmitInAsync(process.Token));
    }

    private protected Task RecordAsync(ExecutionMessage report) => Bench.Services.GetRequiredService<RecordExecutionHandler>().HandleAsync(report, Bench, Cancel);

    private protected Task<OrderProgress> BookAsync(bool askBroker = false) => new BookOrderHandler(
        Bench.Stores, Bench.Services.GetRequiredService<OrderChanges>(), Bench.Stores, new Brokers([Broker]), Bench.Services.GetRequiredService<RiskSettings>(), Clock,
        NullLogger<BookOrderHandler>.Instance).HandleAsync(Key, askBroker, Cancel);

    /// <summary>A clock that stands where the test puts it.</summary>
    private protected sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
