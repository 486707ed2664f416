using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Domain.Tests.Orders;

public sealed class ExitPlanRulesTests
{
    private static readonly ExitPlan Full = new()
    {
        StopLoss = new ExitLevel(), Target = new ExitLevel { Rate = 0.1m }, Trailing = new ExitTrail { Rate = 0.08m },
    };

    [Fact]
    public void A_fill_gets_exits_of_its_own_size_that_end_each_other()
    {
        var entry = Entry(Full).Given(AnOrder.Fill("a", 40, price: 100.10m));

        var exits = ExitPlanRules.ExitsOf(entry, AnOrder.Now).ToList();

        // 100.10 less 5 % is 95.095, on the grid of cents 95.09; 100.10 and 10 % are 110.11.
        Assert.Equal(
            [("stop-loss", OrderKind.Stop, 95.09m), ("trailing-stop", OrderKind.TrailingStop, 0.08m), ("target", OrderKind.Limit, 110.11m)],
            exits.Select(exit => (exit.Tag!, exit.Instructions.Kind, exit.Instructions.StopPrice?.Value ?? exit.Instructions.LimitPrice?.Value ?? exit.Instructions.TrailRate!.Value)));
        Assert.All(exits, exit => Assert.Equal(
            (Side.Sell, new OrderSize.Units(new Quantity(40)), OrderEffect.Reducing, "order-1-1", entry.Id, null),
            (exit.Side, exit.Size, exit.Effect, exit.Group, exit.Entry!.Value, exit.Bracket)));
    }

    [Fact]
    public void What_an_entry_trades_later_gets_exits_of_its_own_and_those_before_stay()
    {
        var once = Entry(Full).Given(AnOrder.Fill("a", 40));
        var twice = once.Given(AnOrder.Fill("b", 60, price: 11));

        var before = ExitPlanRules.ExitsOf(once, AnOrder.Now).ToList();
        var after = ExitPlanRules.ExitsOf(twice, AnOrder.Now).ToList();

        Assert.Equal(before, after.Take(3));
        Assert.Equal(["order-1-1", "order-1-2"], after.Select(exit => exit.Group).Distinct());
    }

    [Fact]
    public void The_exits_of_a_seller_are_bought_and_stand_on_the_other_sides()
    {
        var intent = AnOrder.Intent(side: Side.Sell) with { Bracket = new ExitPlan { StopLoss = new ExitLevel(), Target = new ExitLevel { Rate = 0.1m } } };
        var entry = OrderRules.Fold([OrderRules.Create(intent)]).Given(new PassRisk(AnOrder.Now), new StartSubmission(AnOrder.Now), AnOrder.Fill("a", 100, price: 100.10m));

        var exits = ExitPlanRules.ExitsOf(entry, AnOrder.Now).ToList();

        // 100.10 and 5 % are 105.105, on the grid above it 105.11; 100.10 less 10 % is 90.09.
        Assert.Equal([(Side.Buy, 105.11m), (Side.Buy, 90.09m)], exits.Select(exit => (exit.Side, exit.Instructions.StopPrice?.Value ?? exit.Instructions.LimitPrice!.Value.Value)));
    }

    [Fact]
    public void Korean_exits_stand_on_the_grid_of_their_own_price()
    {
        var intent = AnOrder.Intent() with { Instrument = InstrumentId.Create(Market.KRX, "005930"), Segment = Segment.Kospi, Bracket = Full with { Trailing = null } };
        var entry = OrderRules.Fold([OrderRules.Create(intent)]).Given(new PassRisk(AnOrder.Now), new StartSubmission(AnOrder.Now), AnOrder.Fill("a", 10, price: 51_300));

        // 51,300 less 5 % is 48,735: below 50,000 won the step is 50, so 48,700. 51,300 and 10 % are 56,430: above it is 100, so 56,500.
        Assert.Equal([48_700m, 56_500m], ExitPlanRules.ExitsOf(entry, AnOrder.Now).Select(exit => exit.Instructions.StopPrice?.Value ?? exit.Instructions.LimitPrice!.Value.Value));
    }

    [Fact]
    public void Exits_never_exceed_what_the_entry_traded_and_the_market_takes_each_of_them()
    {
        for (var seed = 1; seed <= 500; seed++)
        {
            var random = new Random(seed);
            var bracket = new ExitPlan
            {
                StopLoss = random.Next(2) == 0 ? null : new ExitLevel { Rate = random.Next(1, 100) / 100m },
                Target = random.Next(2) == 0 ? null : new ExitLevel { Rate = random.Next(1, 100) / 100m },
                Trailing = new ExitTrail { Rate = random.Next(1, 100) / 100m },
            };
            var order = Entry(bracket, random.Next(2) == 0 ? Side.Buy : Side.Sell);
            for (var fill = 0; fill < 8; fill++)
            {
                // Some are sent again.
                var id = random.Next(5);
                order = order.Given(AnOrder.Fill($"fill-{id}", 10 + id, price: (100 * id) + 0.37m));
                if (random.Next(6) == 0)
                    order = order.Given(new RequestCancel("enough", AnOrder.Now), new ReportCancelled("enough", AnOrder.Now));
            }

            var exits = ExitPlanRules.ExitsOf(order, AnOrder.Now).ToList();

            foreach (var kind in exits.GroupBy(exit => exit.Tag))
                Assert.True(order.Filled.Value == kind.Sum(exit => ((OrderSize.Units)exit.Size).Quantity.Value), $"seed {seed}, {kind.Key}");
            Assert.True(exits.Select(exit => exit.Id).Distinct().Count() == exits.Count, $"seed {seed}");
            Assert.All(exits, exit => Assert.Empty(OrderInstructionRules.Check(exit.Instructions, exit.Size, Segment.UnitedStates, AnOrder.Now)));
        }
    }

    [Theory]
    [InlineData(Side.Buy, 100.0, null, null, "stop-loss-on-wrong-side")]
    [InlineData(Side.Buy, 100.01, null, null, "stop-loss-on-wrong-side")]
    [InlineData(Side.Sell, 99.99, null, null, "stop-loss-on-wrong-side")]
    [InlineData(Side.Buy, 0.0, null, null, "stop-loss-out-of-range")]
    [InlineData(Side.Buy, 95.001, null, null, "stop-loss-off-tick")]
    [InlineData(Side.Buy, null, 100.0, null, "target-on-wrong-side")]
    [InlineData(Side.Sell, null, 101.0, null, "target-on-wrong-side")]
    [InlineData(Side.Buy, null, -5.0, null, "target-out-of-range")]
    [InlineData(Side.Buy, null, 110.005, null, "target-off-tick")]
    [InlineData(Side.Buy, null, null, 0.0, "trailing-amount-out-of-range")]
    [InlineData(Side.Buy, null, null, 100.0, "trailing-amount-out-of-range")]
    [InlineData(Side.Buy, null, null, null, "exits-missing")]
    [InlineData(Side.Buy, 95.0, 110.0, 3.0, null)]
    [InlineData(Side.Sell, 105.0, 90.0, 3.0, null)]
    public void A_price_that_makes_no_sense_has_a_code_of_its_own(Side side, double? stop, double? target, double? trail, string? code)
    {
        var bracket = new ExitPlan
        {
            StopLoss = stop is { } at ? new ExitLevel { Price = (decimal)at } : null,
            Target = target is { } to ? new ExitLevel { Price = (decimal)to } : null,
            Trailing = trail is { } by ? new ExitTrail { Amount = (decimal)by } : null,
        };

        Assert.Equal(code is null ? [] : [code], Codes(bracket, side));
    }

    [Fact]
    public void A_distance_that_makes_no_sense_has_a_code_of_its_own()
    {
        Assert.Equal(["stop-loss-rate-out-of-range"], Codes(new ExitPlan { StopLoss = new ExitLevel { Rate = 1 } }));
        Assert.Equal(["stop-loss-ambiguous"], Codes(new ExitPlan { StopLoss = new ExitLevel { Rate = 0.1m, Price = 95 } }));
        Assert.Equal(["target-rate-out-of-range"], Codes(new ExitPlan { Target = new ExitLevel { Rate = 0 } }));
        Assert.Equal(["target-missing"], Codes(new ExitPlan { Target = new ExitLevel() }));
        Assert.Equal(["trailing-missing"], Codes(new ExitPlan { Trailing = new ExitTrail() }));
        Assert.Equal(["trailing-rate-out-of-range"], Codes(new ExitPlan { Trailing = new ExitTrail { Rate = -0.1m } }));
        Assert.Equal(["stop-loss-on-wrong-side", "target-on-wrong-side"], Codes(new ExitPlan { StopLoss = new ExitLevel { Price = 101 }, Target = new ExitLevel { Price = 99 } }));
        Assert.Empty(Codes(Full));
    }

    private static IEnumerable<string> Codes(ExitPlan bracket, Side side = Side.Buy) =>
        ExitPlanRules.Check(bracket, side, new Price(100), Segment.UnitedStates, AnOrder.Now, "bracket.").Select(fault => fault.Code);

    private static Order Entry(ExitPlan bracket, Side side = Side.Buy) =>
        OrderRules.Fold([OrderRules.Create(AnOrder.Intent(side: side) with { Bracket = bracket })])
            .Given(new PassRisk(AnOrder.Now), new StartSubmission(AnOrder.Now), new ReportAccepted("broker-1", AnOrder.Now), new ReportWorking(AnOrder.Now));
}
