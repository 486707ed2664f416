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

/// <summary>Virtual time: the steps and waits of an order's life with a broker that loses answers and a process that dies.</summary>
public sealed class OpenFateTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 14, 30, 0, TimeSpan.Zero);
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task However_answers_get_lost_an_order_is_sent_once_and_resolved_or_escalated_after_a_minute(bool takesClientOrderIds)
    {
        var (resolved, escalated) = (0, 0);
        for (var seed = 1; seed <= 500; seed++)
        {
            var clock = new VirtualClock();
            var broker = new LossyBroker(new Random(seed), clock, takesClientOrderIds);
            var bench = new Bench();

            var order = await LiveAsync(bench, broker, clock);

            var context = $"seed {seed}, client order ids {takesClientOrderIds}: {order.Status} after {clock.GetUtcNow() - Start}";
            Assert.True(broker.Taken <= 1, $"{context}, {broker.Taken} orders at the broker");
            Assert.True(!order.IsFateOpen || order.IsEscalated, context);
            Assert.True(clock.GetUtcNow() - Start <= OrderRules.EscalateAfter, context);
            Assert.Equal(order.IsEscalated, bench.Stores.Halts.Values.Any(halt => halt.IsHalted));
            (resolved, escalated) = order.IsEscalated ? (resolved, escalated + 1) : (resolved + 1, escalated);
        }

        // Both ends were seen often, or the test shows nothing.
        Assert.True(resolved > 100 && escalated > 100, $"{resolved} resolved, {escalated} escalated");
    }

    private static async Task<Order> LiveAsync(Bench bench, LossyBroker broker, VirtualClock clock)
    {
        var account = new AccountId("account-1");
        bench.Stores.Ledgers[account] = [Bookkeeping.Deposit(account, new Money(5000), "opening", Start)];
        var intent = new NewOrder(
            new OrderId("order-1"), Bench.User, account, InstrumentId.Create(Market.US, "SPY"), Side.Buy, new OrderSize.Units(new Quantity(10)),
            OrderEffect.Opening, new Price(100), new SignalId("signal-1"), new DeploymentId("account-1"), Start);
        var key = OrderKey.Of(intent);
        bench.Stores.Orders[key] = [OrderRules.Create(intent)];
        var (changes, settings) = (bench.Services.GetRequiredService<OrderChanges>(), bench.Services.GetRequiredService<RiskSettings>());
        var submit = new SubmitOrderHandler(
            changes, new Brokers([broker]), settings, bench.Services.GetRequiredService<RiskScopes>(), bench.Stores, clock, NullLogger<SubmitOrderHandler>.Instance);
        var book = new BookOrderHandler(bench.Stores, changes, bench.Stores, new Brokers([broker]), settings, clock, NullLogger<BookOrderHandler>.Instance);

        await bench.Services.GetRequiredService<CheckRiskHandler>().HandleAsync(key, Cancel);
        // A step whose process died is repeated by the next process.
        while (Now() is { Status: OrderStatus.Created or OrderStatus.Submitting })
        {
            using var process = new CancellationTokenSource();
            broker.Die = process.Cancel;
            try
            {
                await submit.HandleAsync(key, process.Token);
            }
            catch (OperationCanceledException) when (process.IsCancellationRequested)
            {
            }
            catch (HttpRequestException)
            {
                Assert.True(broker.Capabilities.TakesClientOrderIds);
            }
        }

        while (Now() is { IsFateOpen: true, IsEscalated: false })
        {
            clock.Now += BetweenQuestions;
            await book.HandleAsync(key, askBroker: true, Cancel);
        }

        return Now();

        Order Now() => OrderRules.Fold(bench.Stores.Orders[key]);
    }

    private sealed class VirtualClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = Start;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
