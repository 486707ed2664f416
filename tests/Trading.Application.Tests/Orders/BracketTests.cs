using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Orders;
using Trading.Application.Tests.PaperTrading;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Application.Tests.Orders;

/// <summary>The exits of an entry are made as it trades, whatever breaks down meanwhile.</summary>
public sealed class BracketTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_entry_that_is_cancelled_half_filled_has_exits_for_what_it_traded()
    {
        var bench = new Bench();
        var entry = Made(bench, Fill("a", 30), Fill("b", 7), new RequestCancel("enough", Now), new ReportCancelled("enough", Now));

        await NotifyAsync(bench, entry);

        Assert.Equal([("stop-loss", 7m), ("stop-loss", 30m), ("target", 7m), ("target", 30m)], Exits(bench));
    }

    [Fact]
    public async Task A_process_that_dies_between_a_fill_and_its_exits_leaves_none_out_and_makes_none_twice()
    {
        var crashes = 0;
        for (var seed = 1; seed <= 100; seed++)
        {
            var crash = new Crash(seed, 0.3);
            var bench = new Bench(crash);
            var entry = Made(bench, Fill("a", 30), Fill("b", 70));

            for (var done = false; !done;)
            {
                try
                {
                    await NotifyAsync(bench, entry);
                    done = true;
                }
                catch (CrashException)
                {
                    // The step is repeated by the process that is started next.
                }
            }

            crashes += crash.Count;
            Assert.True(Exits(bench) is [("stop-loss", 30), ("stop-loss", 70), ("target", 30), ("target", 70)], $"seed {seed}: {string.Join(", ", Exits(bench))}");
        }

        Assert.True(crashes > 100, $"{crashes} crashes");
    }

    private static Task NotifyAsync(Bench bench, OrderKey key) =>
        bench.Services.GetRequiredService<NotifyOrderHandler>().HandleAsync(key, bench, TestContext.Current.CancellationToken);

    private static List<(string Tag, decimal Quantity)> Exits(Bench bench) =>
    [
        .. bench.Stores.Orders.Values.Select(OrderRules.Fold).Where(order => order.Intent.Entry is not null)
            .Select(order => (order.Intent.Tag!, order.Ordered!.Value.Value)).Order(),
    ];

    private static OrderKey Made(Bench bench, params ReadOnlySpan<OrderCommand> then)
    {
        var intent = new NewOrder(
            new OrderId("entry"), Bench.User, new AccountId("account-1"), InstrumentId.Create(Market.US, "SPY"), Side.Buy,
            new OrderSize.Units(new Quantity(100)), OrderEffect.Opening, new Price(100), null, null, Now)
        {
            Bracket = new ExitPlan { StopLoss = new ExitLevel(), Target = new ExitLevel { Rate = 0.1m } },
        };
        var key = OrderKey.Of(intent);
        List<OrderEvent> events = [OrderRules.Create(intent)];
        foreach (var command in (OrderCommand[])[new PassRisk(Now), new StartSubmission(Now), new ReportAccepted("b", Now), new ReportWorking(Now), .. then])
            events.AddRange(OrderRules.Decide(OrderRules.Fold(events), command));
        bench.Stores.Orders[key] = events;
        return key;
    }

    private static RecordFill Fill(string id, decimal quantity) =>
        new(new Execution(new ExecutionId(id), new Quantity(quantity), new Price(100), Money.Zero, Now), Completes: false, Now);
}
