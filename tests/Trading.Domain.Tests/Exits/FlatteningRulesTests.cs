using Trading.Domain.Accounts;
using Trading.Domain.Exits;
using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Tests.Orders;
using Trading.Domain.Values;

namespace Trading.Domain.Tests.Exits;

public sealed class FlatteningRulesTests
{
    private static readonly InstrumentId Spy = InstrumentId.Create(Market.US, "SPY");
    private static readonly InstrumentId Qqq = InstrumentId.Create(Market.US, "QQQ");
    private static readonly Flattening Started = new("flat-1", new UserId("owner"), new AccountId("account-1"), "drill", AnOrder.Now);

    [Fact]
    public void A_position_is_closed_only_when_every_order_in_its_instrument_has_ended_and_is_booked()
    {
        var unbooked = AnOrder.Working(100).Given(AnOrder.Fill("exec-1", 100));

        var waits = FlatteningRules.Next(Started, [unbooked], [Held(Spy, 40), Held(Qqq, 7)], AnOrder.Now);
        var closes = FlatteningRules.Next(waits, [unbooked.Given(new MarkBooked(new ExecutionId("exec-1"), AnOrder.Now)), Closing(waits, Qqq)], [Held(Spy, 140), Held(Qqq, 7)], AnOrder.Now);

        Assert.Equal(["US:QQQ"], waits.Legs.Keys);
        Assert.Equal(FlatteningStatus.Cancelling, waits.Status);
        Assert.Equal([unbooked.Id], waits.Waiting!);
        Assert.Equal((Side.Sell, 140m, FlatteningStatus.Closing), (closes.Legs["US:SPY"].Side, closes.Legs["US:SPY"].Quantity.Value, closes.Status));
    }

    [Fact]
    public void A_short_position_is_bought_back()
    {
        var leg = FlatteningRules.Next(Started, [], [Held(Spy, -12)], AnOrder.Now).Legs["US:SPY"];

        Assert.Equal((Side.Buy, 12m), (leg.Side, leg.Quantity.Value));
    }

    [Fact]
    public void What_a_closing_order_leaves_is_closed_by_another_one()
    {
        var first = FlatteningRules.Next(Started, [], [Held(Spy, 100)], AnOrder.Now);

        var second = FlatteningRules.Next(first, [Ended(Closing(first, Spy), filled: 60)], [Held(Spy, 40)], AnOrder.Now);

        Assert.Equal((2, 40m, 0), (second.Legs["US:SPY"].Rounds, second.Legs["US:SPY"].Quantity.Value, second.Legs["US:SPY"].Failures));
        Assert.NotEqual(first.Legs["US:SPY"].Closing, second.Legs["US:SPY"].Closing);
    }

    [Fact]
    public void A_closing_order_that_is_stored_and_not_made_yet_is_not_followed_by_another_one()
    {
        var first = FlatteningRules.Next(Started, [], [Held(Spy, 100)], AnOrder.Now);

        Assert.Equal(first.Legs["US:SPY"], FlatteningRules.Next(first, [], [Held(Spy, 100)], AnOrder.Now).Legs["US:SPY"]);
    }

    [Fact]
    public void After_three_closing_orders_that_traded_nothing_it_is_stuck_and_says_why()
    {
        var flattening = FlatteningRules.Next(Started, [], [Held(Spy, 100)], AnOrder.Now);
        for (var round = 1; round <= 3; round++)
        {
            Assert.Equal((round, FlatteningStatus.Closing), (flattening.Legs["US:SPY"].Rounds, flattening.Status));
            flattening = FlatteningRules.Next(flattening, [Ended(Closing(flattening, Spy), filled: 0)], [Held(Spy, 100)], AnOrder.Now);
        }

        Assert.Equal((FlatteningStatus.Stuck, "market closed", AnOrder.Now), (flattening.Status, flattening.Legs["US:SPY"].Trouble, flattening.EndedAt));
        Assert.Equal(flattening, FlatteningRules.Next(flattening, [], [], AnOrder.Now));
    }

    [Fact]
    public void An_account_without_positions_and_open_orders_is_flat_at_once() =>
        Assert.Equal(FlatteningStatus.Flat, FlatteningRules.Next(Started, [], [], AnOrder.Now).Status);

    /// <summary>Whatever the market and the broker do to the orders, no closing order is larger than the position it meets, and it ends.</summary>
    [Fact]
    public void No_course_of_events_turns_a_position_round()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            var units = (decimal)random.Next(1, 200) * (random.Next(2) == 0 ? 1 : -1);
            List<Order> orders = [.. Enumerable.Range(0, random.Next(4)).Select(i => Working($"other-{i}", random.Next(2) == 0 ? Side.Buy : Side.Sell, random.Next(1, 50)))];
            var flattening = Started;
            for (var step = 0; !flattening.IsDone; step++)
            {
                Assert.True(step < 500, $"seed {seed}: still {flattening.Status} after {step} steps");
                for (var i = 0; i < orders.Count; i++)
                {
                    var before = orders[i];
                    orders[i] = Happen(before, random, step);
                    // A fill changes the position when it is booked.
                    units += orders[i].Booked.Except(before.Booked).Sum(id => orders[i].Executions.Single(fill => fill.Id == id).Quantity.Value) * (before.Intent.Side is Side.Buy ? 1 : -1);
                }

                var known = orders.Where(order => !order.IsSettled || flattening.Made(order.Id)).ToList();
                flattening = FlatteningRules.Next(flattening, known, units == 0 ? [] : [Held(Spy, units)], AnOrder.Now);
                foreach (var leg in flattening.Legs.Values.Where(leg => !orders.Exists(order => order.Id == leg.Closing)))
                {
                    Assert.True(orders.TrueForAll(order => order.IsSettled), $"seed {seed}: closed while an order was open");
                    Assert.Equal((seed, Math.Abs(units), units > 0 ? Side.Sell : Side.Buy), (seed, leg.Quantity.Value, leg.Side));
                    orders.Add(Working(leg.Closing!.Value.Value, leg.Side, leg.Quantity.Value));
                }
            }

            Assert.True(flattening.Status is FlatteningStatus.Stuck || units == 0, $"seed {seed}: {flattening.Status} with {units}");
        }
    }

    private static Order Happen(Order order, Random random, int step)
    {
        var rest = order.Ordered!.Value.Value - order.Filled.Value;
        return random.Next(6) switch
        {
            0 when !order.IsDone => order.Given(AnOrder.Fill($"{order.Id}-{step}", random.Next(1, (int)rest + 1))),
            1 when !order.IsDone => order.Given(new RequestCancel("flat", AnOrder.Now), new ReportCancelled("flat", AnOrder.Now)),
            2 or 3 when order.Executions.Find(fill => !order.Booked.Contains(fill.Id)) is { } fill => order.Given(new MarkBooked(fill.Id, AnOrder.Now)),
            _ => order,
        };
    }

    private static Position Held(InstrumentId instrument, decimal units) => new(instrument, units, new Money(units * 10));

    private static Order Closing(Flattening flattening, InstrumentId instrument)
    {
        var leg = flattening.Legs[instrument.ToString()];
        return Working(leg.Closing!.Value.Value, leg.Side, leg.Quantity.Value, instrument);
    }

    private static Order Working(string id, Side side, decimal quantity, InstrumentId? instrument = null)
    {
        var intent = AnOrder.Intent(new OrderSize.Units(new Quantity(quantity)), side) with { Id = new OrderId(id), Instrument = instrument ?? Spy };
        return OrderRules.Fold([OrderRules.Create(intent)])
            .Given(new PassRisk(AnOrder.Now), new StartSubmission(AnOrder.Now), new ReportAccepted("b", AnOrder.Now), new ReportWorking(AnOrder.Now));
    }

    private static Order Ended(Order order, decimal filled)
    {
        if (filled > 0)
            order = order.Given(AnOrder.Fill($"{order.Id}-1", filled), new MarkBooked(new ExecutionId($"{order.Id}-1"), AnOrder.Now));
        return order.Given(new ReportRejected("closed", "market closed", AnOrder.Now));
    }
}
