using Trading.Domain.Orders;
using Trading.Domain.Values;
using static Trading.Domain.Tests.Orders.AnOrder;

namespace Trading.Domain.Tests.Orders;

/// <summary>One order takes another one's place, whatever the other trades until it ends.</summary>
public sealed class ReplaceTests
{
    private static readonly OrderId Second = new("order-2");
    private static readonly OrderId Third = new("order-3");

    [Theory]
    [InlineData(0, 100)]
    [InlineData(30, 70)]
    [InlineData(99.5, 0.5)]
    public void What_takes_its_place_trades_what_is_left(double traded, double left)
    {
        var order = Replacement().Given(new PassRisk(Now), new AllotRest(new Quantity((decimal)traded), Now), new StartSubmission(Now));

        Assert.Equal((OrderStatus.Submitting, (decimal)left), (order.Status, order.Ordered!.Value.Value));
        Assert.Equal(new OrderSize.Units(new Quantity((decimal)left)), order.ToSend.Size);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(130)]
    public void When_nothing_is_left_it_ends_before_it_leaves(int traded)
    {
        var order = Replacement().Given(new PassRisk(Now), new AllotRest(new Quantity(traded), Now), new StartSubmission(Now));

        Assert.Equal(OrderStatus.Cancelled, order.Status);
        Assert.Null(order.SentAt);
    }

    [Fact]
    public void It_does_not_leave_before_it_is_known_how_much_is_left()
    {
        var order = Replacement().Given(new PassRisk(Now), new StartSubmission(Now));

        Assert.Equal(OrderStatus.Created, order.Status);
        Assert.Single(order.Contradictions);
    }

    [Fact]
    public void What_was_allotted_stays_whatever_is_said_later()
    {
        var order = Replacement().Given(new AllotRest(new Quantity(30), Now), new AllotRest(new Quantity(60), Now));

        Assert.Equal(70, order.Allotted!.Value.Value);
        Assert.Empty(order.Contradictions);
    }

    [Fact]
    public void It_is_full_with_what_was_left_for_it()
    {
        var order = Replacement().Given(
            new PassRisk(Now), new AllotRest(new Quantity(30), Now), new StartSubmission(Now), new ReportAccepted("broker-2", Now), Fill("exec-1", 70, completes: true));

        Assert.Equal(OrderStatus.Filled, order.Status);
        Assert.Empty(order.Contradictions);
    }

    [Fact]
    public void An_order_sized_in_cash_takes_nobodys_place()
    {
        var order = OrderRules.Fold([OrderRules.Create(Intent(new OrderSize.Cash(new Money(1000), false)) with { Replaces = new OrderId("order-1") })])
            .Given(new AllotRest(new Quantity(30), Now));

        Assert.Null(order.Allotted);
        Assert.Single(order.Contradictions);
    }

    [Fact]
    public void Only_one_order_takes_its_place()
    {
        var order = Working(quantity: 100).Given(new RequestReplace(Second, Now), new RequestReplace(Second, Now), new RequestReplace(Third, Now));

        Assert.Equal((OrderStatus.CancelPending, Second), (order.Status, order.ReplacedBy));
        Assert.Single(order.Contradictions);
        Assert.IsType<ReplaceRequested>(OrderRules.Decide(Working(quantity: 100), new RequestReplace(Second, Now))[0]);
    }

    [Fact]
    public void A_fill_that_wins_the_race_against_a_replacement_counts()
    {
        var order = Working(quantity: 100).Given(new RequestReplace(Second, Now), Fill("exec-1", 100));

        Assert.Equal(OrderStatus.Filled, order.Status);
        Assert.Equal(OrderStatus.Cancelled, Replacement().Given(new PassRisk(Now), new AllotRest(order.Filled, Now)).Status);
    }

    [Fact]
    public void A_chain_of_replacements_never_asks_for_more_than_the_size()
    {
        for (var seed = 1; seed <= 500; seed++)
        {
            var random = new Random(seed);
            var order = Working(quantity: 100);
            var traded = 0m;
            for (var link = 0; link < 6 && !order.IsDone; link++)
            {
                var asked = order.Ordered!.Value.Value;
                if (random.Next(2) == 0)
                    order = order.Given(Fill($"exec-{link}-1", random.Next(1, (int)asked + 1)));
                order = order.Given(new RequestReplace(new OrderId($"order-{link + 2}"), Now));
                if (order.Filled.Value < asked && random.Next(2) == 0)
                    order = order.Given(Fill($"exec-{link}-2", random.Next(1, (int)(asked - order.Filled.Value) + 1)));
                order = order.Given(new ReportCancelled("Replaced.", Now));
                traded += order.Filled.Value;
                Assert.True(order.IsDone, $"seed {seed}, link {link}");

                var next = OrderRules.Fold([OrderRules.Create(Intent(new OrderSize.Units(new Quantity(asked))) with { Id = new OrderId($"order-{link + 2}"), Replaces = order.Id })])
                    .Given(new PassRisk(Now), new AllotRest(order.Filled, Now), new StartSubmission(Now), new ReportAccepted($"broker-{link}", Now), new ReportWorking(Now));

                Assert.True(next.IsDone ? traded == 100 : traded + next.Ordered!.Value.Value == 100, $"seed {seed}, link {link}: {traded} traded");
                order = next;
            }
        }
    }

    private static Order Replacement() => OrderRules.Fold([OrderRules.Create(Intent() with { Id = Second, Replaces = new OrderId("order-1") })]);
}
