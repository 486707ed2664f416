using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Domain.Tests.Orders;

public sealed class OrderInstructionRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 14, 30, 0, TimeSpan.Zero);
    private static readonly OrderSize Ten = new OrderSize.Units(new Quantity(10));
    private static readonly OrderInstructions Limit = new(OrderKind.Limit) { LimitPrice = new Price(100) };
    private static readonly OrderInstructions Stop = new(OrderKind.Stop) { StopPrice = new Price(100) };
    private static readonly OrderInstructions Trail = new(OrderKind.TrailingStop) { TrailAmount = 5 };

    public static TheoryData<string, string, OrderInstructions> Faults => new()
    {
        { "limitPrice", "limit-price-missing", new(OrderKind.Limit) },
        { "limitPrice", "limit-price-missing", new(OrderKind.StopLimit) { StopPrice = new Price(100) } },
        { "limitPrice", "limit-price-not-allowed", OrderInstructions.Market with { LimitPrice = new Price(100) } },
        { "limitPrice", "limit-price-not-allowed", Stop with { LimitPrice = new Price(100) } },
        { "limitPrice", "limit-price-out-of-range", Limit with { LimitPrice = new Price(0) } },
        { "limitPrice", "limit-price-out-of-range", Limit with { LimitPrice = new Price(-1) } },
        { "limitPrice", "limit-price-out-of-range", Limit with { LimitPrice = new Price(1_000_000_000_000.01m) } },
        { "limitPrice", "limit-price-off-tick", Limit with { LimitPrice = new Price(100.005m) } },
        { "stopPrice", "stop-price-missing", new(OrderKind.Stop) },
        { "stopPrice", "stop-price-missing", new(OrderKind.StopLimit) { LimitPrice = new Price(100) } },
        { "stopPrice", "stop-price-not-allowed", Limit with { StopPrice = new Price(100) } },
        { "stopPrice", "stop-price-not-allowed", Trail with { StopPrice = new Price(100) } },
        { "stopPrice", "stop-price-out-of-range", Stop with { StopPrice = new Price(0) } },
        { "stopPrice", "stop-price-off-tick", Stop with { StopPrice = new Price(0.99995m) } },
        { "trailAmount", "trail-missing", new(OrderKind.TrailingStop) },
        { "trailAmount", "trail-missing", Trail with { TrailRate = 0.1m } },
        { "trailAmount", "trail-amount-out-of-range", Trail with { TrailAmount = 0 } },
        { "trailAmount", "trail-amount-out-of-range", Trail with { TrailAmount = 1_000_000_000_001 } },
        { "trailAmount", "trail-amount-not-allowed", Limit with { TrailAmount = 5 } },
        { "trailRate", "trail-rate-out-of-range", new(OrderKind.TrailingStop) { TrailRate = 1 } },
        { "trailRate", "trail-rate-out-of-range", new(OrderKind.TrailingStop) { TrailRate = 0 } },
        { "trailRate", "trail-rate-not-allowed", Stop with { TrailRate = 0.1m } },
        { "goodTill", "good-till-missing", Limit with { TimeInForce = TimeInForce.GoodTillDate } },
        { "goodTill", "good-till-not-allowed", Limit with { GoodTill = Now.AddDays(1) } },
        { "goodTill", "good-till-past", Limit with { TimeInForce = TimeInForce.GoodTillDate, GoodTill = Now } },
        { "timeInForce", "time-in-force-not-allowed", Stop with { TimeInForce = TimeInForce.ImmediateOrCancel } },
        { "timeInForce", "time-in-force-not-allowed", Trail with { TimeInForce = TimeInForce.FillOrKill } },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_does_not_fit_together_is_named_with_its_field_and_code(string field, string code, OrderInstructions instructions)
    {
        var fault = Assert.Single(OrderInstructionRules.Check(instructions, Ten, Segment.UnitedStates, Now));

        Assert.Equal((field, code), (fault.Field, fault.Code));
    }

    public static TheoryData<string, string, OrderInstructions, OrderSize, Segment> Sizes => new()
    {
        { "cash", "cash-not-allowed", Limit, new OrderSize.Cash(new Money(1000), false), Segment.UnitedStates },
        { "cash", "cash-out-of-range", OrderInstructions.Market, new OrderSize.Cash(new Money(0), false), Segment.UnitedStates },
        { "cash", "cash-out-of-range", OrderInstructions.Market, new OrderSize.Cash(new Money(1_000_000_000_001), false), Segment.UnitedStates },
        { "quantity", "quantity-out-of-range", OrderInstructions.Market, new OrderSize.Units(new Quantity(0)), Segment.UnitedStates },
        { "quantity", "quantity-out-of-range", OrderInstructions.Market, new OrderSize.Units(new Quantity(1_000_000_000_001)), Segment.UnitedStates },
        { "quantity", "quantity-off-lot", OrderInstructions.Market, new OrderSize.Units(new Quantity(1.5m)), Segment.Kospi },
        { "quantity", "quantity-too-fine", OrderInstructions.Market, new OrderSize.Units(new Quantity(0.123456789m)), Segment.UnitedStates },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_size_that_cannot_be_traded_is_named(string field, string code, OrderInstructions instructions, OrderSize size, Segment segment)
    {
        var fault = Assert.Single(OrderInstructionRules.Check(instructions, size, segment, Now));

        Assert.Equal((field, code), (fault.Field, fault.Code));
    }

    [Theory]
    [InlineData(Segment.Kospi, 79_950, false)]        // 100 won from 50,000 on
    [InlineData(Segment.Kospi, 79_900, true)]
    [InlineData(Segment.Kospi, 199_950, false)]
    [InlineData(Segment.KoreanFund, 35_005, true)]    // 5 won at any price from 2,000 on
    [InlineData(Segment.KoreanFund, 35_003, false)]
    [InlineData(Segment.UnitedStates, 0.1234, true)]  // 0.0001 dollar under one dollar
    [InlineData(Segment.UnitedStates, 1.1234, false)]
    public void Prices_stand_on_the_grid_of_the_exchange(Segment segment, double price, bool fits)
    {
        var faults = OrderInstructionRules.Check(Limit with { LimitPrice = new Price((decimal)price) }, Ten, segment, Now);

        Assert.Equal(fits ? [] : ["limit-price-off-tick"], faults.Select(fault => fault.Code));
    }

    [Fact]
    public void Every_kind_fits_every_time_in_force_but_those_that_wait_for_a_stop_and_end_at_once()
    {
        foreach (var kind in Enum.GetValues<OrderKind>())
        {
            foreach (var time in Enum.GetValues<TimeInForce>())
            {
                var instructions = new OrderInstructions(kind)
                {
                    LimitPrice = kind is OrderKind.Limit or OrderKind.StopLimit ? new Price(100) : null,
                    StopPrice = kind is OrderKind.Stop or OrderKind.StopLimit ? new Price(101) : null,
                    TrailRate = kind is OrderKind.TrailingStop ? 0.05m : null,
                    TimeInForce = time,
                    GoodTill = time is TimeInForce.GoodTillDate ? Now.AddTicks(1) : null,
                };
                var fits = kind is OrderKind.Market or OrderKind.Limit || time is not (TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill);

                Assert.Equal(fits, !OrderInstructionRules.Check(instructions, Ten, Segment.UnitedStates, Now).Any());
            }
        }
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var instructions = new OrderInstructions(OrderKind.StopLimit) { TrailRate = 2, TimeInForce = TimeInForce.FillOrKill, GoodTill = Now };

        var faults = OrderInstructionRules.Check(instructions, new OrderSize.Units(new Quantity(0)), Segment.UnitedStates, Now);

        Assert.Equal(["limitPrice", "stopPrice", "trailRate", "goodTill", "timeInForce", "quantity"], faults.Select(fault => fault.Field));
    }
}
