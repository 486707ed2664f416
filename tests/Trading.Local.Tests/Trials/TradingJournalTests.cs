using Trading.Application.Orders;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.PaperTrading;
using Trading.Domain.Signals;
using Trading.Domain.Values;
using Trading.Embedded;
using Trading.Local.Trials;

namespace Trading.Local.Tests.Trials;

/// <summary>The observer of trading misses no broken promise and suspects nobody who kept them.</summary>
public sealed class TradingJournalTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 14, 30, 0, TimeSpan.Zero);
    private readonly Simulation simulation = new(1, Start, FaultPlan.None);
    private readonly TradingJournal journal;

    public TradingJournalTests() => journal = new TradingJournal(simulation.Clock);

    public void Dispose() => simulation.Dispose();

    [Fact]
    public void Orders_that_were_under_way_or_reduce_or_come_after_the_release_break_nothing()
    {
        journal.Stopped();
        journal.Halted(new AccountId("a"));
        simulation.RunUntil(Start.AddSeconds(8));
        journal.Arrived(Order("under-way"), isCountedTwice: true);
        simulation.RunUntil(Start.AddMinutes(1));
        journal.Released();
        journal.Arrived(Order("reducing", OrderEffect.Reducing), isCountedTwice: true);
        journal.Resumed(new AccountId("a"));
        journal.Arrived(Order("late"), isCountedTwice: true);
        journal.Arrived(Order("known"), isCountedTwice: false);
        journal.Arrived(Order("known"), isCountedTwice: false);

        Assert.Empty(journal.Violations);
        Assert.Equal(4, journal.Arrivals.Count);
    }

    [Fact]
    public void An_order_that_arrives_while_the_kill_switch_is_engaged_is_noticed()
    {
        journal.Stopped();
        simulation.RunUntil(Start.AddMinutes(1));

        journal.Arrived(Order("one", OrderEffect.Reducing), isCountedTwice: false);

        Assert.Contains("the kill switch is engaged", Assert.Single(journal.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_that_opens_on_a_halted_account_is_noticed()
    {
        journal.Halted(new AccountId("a"));
        simulation.RunUntil(Start.AddMinutes(1));

        journal.Arrived(Order("one"), isCountedTwice: false);

        Assert.Contains("its account is halted", Assert.Single(journal.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_that_is_refused_leaves_everything_stopped_and_orders_from_before_are_told_from_those_within()
    {
        journal.Stopped();
        simulation.RunUntil(Start.AddSeconds(20));
        journal.Released();
        journal.ReleaseRefused();
        simulation.RunUntil(Start.AddMinutes(1));
        journal.Released();
        journal.Stopped();
        simulation.RunUntil(Start.AddMinutes(2));

        // Told afterwards, with the time at which each arrived; nine seconds are what was under way.
        journal.Arrived(Order("before"), Start.AddSeconds(-1), isCountedTwice: false);
        journal.Arrived(Order("under-way"), Start.AddSeconds(9), isCountedTwice: false);
        Assert.Empty(journal.Violations);
        journal.Arrived(Order("within"), Start.AddSeconds(30), isCountedTwice: false);
        journal.Arrived(Order("within-the-second"), Start.AddSeconds(90), isCountedTwice: false);

        Assert.Equal((2, 2), (journal.Violations.Count, journal.Stops));
    }

    [Fact]
    public void One_order_for_two_keys_is_noticed()
    {
        journal.Acknowledged(new OrderId("one"), new HttpAsk("POST", "/api/orders"));
        Assert.Empty(journal.Violations);

        journal.Acknowledged(new OrderId("one"), new HttpAsk("POST", "/api/orders"));

        Assert.Contains("for two keys", Assert.Single(journal.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_order_for_one_intent_is_noticed()
    {
        journal.Arrived(Order("one"), isCountedTwice: true);
        journal.Arrived(Order("one"), isCountedTwice: true);

        Assert.Contains("arrived 2 times", Assert.Single(journal.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fill_that_changes_is_noticed_and_one_that_is_told_again_is_not()
    {
        var fill = ExecutionMessage.OfFill(
            OrderKey.Of(Order("one")), new Execution(new ExecutionId("fill"), new Quantity(1), new Price(10), Money.Zero, Start), completes: true, Start);

        journal.Reported([fill, fill with { At = Start.AddMinutes(1) }]);
        Assert.Empty(journal.Violations);

        journal.Reported([fill with { Quantity = 2 }]);
        Assert.Contains("with other figures than before", Assert.Single(journal.Violations), StringComparison.Ordinal);
    }

    private static NewOrder Order(string id, OrderEffect effect = OrderEffect.Opening) => new(
        new OrderId(id), new UserId("owner"), new AccountId("a"), InstrumentId.Create(Market.US, "AAA"), Side.Buy, new OrderSize.Units(new Quantity(1)), effect,
        new Price(10), new SignalId("signal"), new DeploymentId("a"), Start);
}
