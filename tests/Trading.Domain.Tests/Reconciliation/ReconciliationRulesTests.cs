using System.Collections.Immutable;
using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Reconciliation;
using Trading.Domain.Tests.Orders;
using Trading.Domain.Values;

namespace Trading.Domain.Tests.Reconciliation;

public sealed class ReconciliationRulesTests
{
    private static readonly InstrumentId Spy = InstrumentId.Create(Market.US, "SPY");

    // 1,000 dollars, of which three units at 20 were bought for a dollar of commission.
    private static readonly AccountBooks Books = Held();

    [Fact]
    public void Books_that_say_what_the_broker_says_differ_in_nothing()
    {
        var order = AnOrder.In(OrderStatus.PartiallyFilled);

        Assert.Empty(ReconciliationRules.Compare(Books, [order], State(939, 3, new BrokerOrder("broker-1", order.Id, Spy, 40))));
        Assert.Empty(ReconciliationRules.Compare(Books, [order], State(939, 3, new BrokerOrder("broker-1", null, Spy, 40))));
        Assert.Empty(ReconciliationRules.Compare(Books, [], State(939, 3) with { Cash = Map(("USD", 939), ("KRW", 0)) }));
    }

    [Fact]
    public void The_smallest_difference_counts()
    {
        Assert.Equal(
            [
                new Difference(DifferenceKind.Cash, 939, 939.00000001m) { Currency = "USD" },
                new Difference(DifferenceKind.Position, 3, 2.99999999m) { Instrument = Spy },
            ],
            ReconciliationRules.Compare(Books, [], State(939.00000001m, 2.99999999m)));
    }

    [Fact]
    public void What_one_side_does_not_have_at_all_differs()
    {
        var nothing = new BrokerState(Map(), Map(), []);

        Assert.Equal(
            ["cash of 939 USD here, 0 at the broker", "3 units of US:SPY here, 0 at the broker"],
            ReconciliationRules.Compare(Books, [], nothing).Select(difference => difference.ToString()));
        Assert.Equal(
            ["cash of 0 USD here, 939 at the broker", "0 units of US:SPY here, 3 at the broker"],
            ReconciliationRules.Compare(AccountBooks.Empty(Books.Account, "USD"), [], State(939, 3)).Select(difference => difference.ToString()));
    }

    [Fact]
    public void Units_that_an_order_traded_are_compared()
    {
        var order = AnOrder.In(OrderStatus.PartiallyFilled);

        Assert.Equal(
            [new Difference(DifferenceKind.Fills, 40, 70) { Order = "order-1", Instrument = Spy }],
            ReconciliationRules.Compare(Books, [order], State(939, 3, new BrokerOrder("broker-1", order.Id, Spy, 70))));
    }

    [Theory]
    [InlineData(OrderStatus.Created, false)]
    [InlineData(OrderStatus.Submitting, false)]
    [InlineData(OrderStatus.Unknown, false)]
    [InlineData(OrderStatus.Submitted, true)]
    [InlineData(OrderStatus.Working, true)]
    [InlineData(OrderStatus.PartiallyFilled, true)]
    [InlineData(OrderStatus.CancelPending, true)]
    public void An_order_that_the_broker_does_not_list_is_missed_once_it_is_known_to_be_there(OrderStatus status, bool isMissed) =>
        Assert.Equal(isMissed, ReconciliationRules.Compare(Books, [AnOrder.In(status)], State(939, 3)).Any(difference => difference.Kind is DifferenceKind.OrderMissing));

    [Fact]
    public void An_order_that_is_none_of_ours_is_named_by_the_id_that_is_known()
    {
        var strangers = State(939, 3, new BrokerOrder("broker-9", null, Spy, 0), new BrokerOrder("broker-8", new OrderId("order-8"), Spy, 2));

        Assert.Equal(
            [("broker-9", 0m), ("order-8", 2m)],
            ReconciliationRules.Compare(Books, [], strangers).Select(difference => (difference.Order!, difference.Theirs!.Value)));
    }

    [Fact]
    public void A_broker_that_lists_its_orders_in_another_order_says_the_same()
    {
        var (one, two) = (new BrokerOrder("broker-1", null, Spy, 0), new BrokerOrder("broker-2", null, Spy, 0));

        Assert.True(State(1, 1, one, two).IsSameAs(State(1, 1, two, one)));
        Assert.False(State(1, 1, one, two).IsSameAs(State(1, 1, one, two with { Filled = 1 })));
        Assert.False(State(1, 1, one).IsSameAs(State(1, 1, one, two)));
        Assert.False(State(1, 1).IsSameAs(State(2, 1)));
        Assert.False(State(1, 1).IsSameAs(State(1, 2)));
    }

    private static AccountBooks Held()
    {
        var books = AccountBooks.Empty(AnOrder.Intent().Account, "USD").Apply(Bookkeeping.Deposit(AnOrder.Intent().Account, new Money(1000), "opening", AnOrder.Now));
        return books.Apply(Bookkeeping.Trade(
            books, AnOrder.Intent(), new Execution(new ExecutionId("exec-1"), new Quantity(3), new Price(20), new Money(1), AnOrder.Now)));
    }

    private static BrokerState State(decimal cash, decimal units, params BrokerOrder[] orders) => new(Map(("USD", cash)), Map(("US:SPY", units)), [.. orders]);

    private static ImmutableSortedDictionary<string, decimal> Map(params (string Key, decimal Value)[] items) =>
        items.ToImmutableSortedDictionary(item => item.Key, item => item.Value, StringComparer.Ordinal);
}
