using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Risk;
using Trading.Domain.Tests.Orders;
using Trading.Domain.Values;

namespace Trading.Domain.Tests.Risk;

public sealed class RiskLimitsTests
{
    private const int Rounds = 2_000;
    private static readonly InstrumentId Spy = InstrumentId.Create(Market.US, "SPY");
    private static readonly InstrumentId Qqq = InstrumentId.Create(Market.US, "QQQ");

    [Fact]
    public void The_tightest_of_each_limit_wins_whichever_scope_it_stands_in()
    {
        var user = new RiskLimits { MaxOrderValue = new Money(100), MaxLeverage = 2, DuplicateWindowSeconds = 5, MaxOrdersPerMinute = 9, Restricted = [Spy] };
        var account = new RiskLimits
        {
            MaxOrderValue = new Money(200), MaxLeverage = 1, DuplicateWindowSeconds = 10, MaxOrdersPerMinute = 3, CooldownSeconds = 7, RegularHoursOnly = true,
            TradingState = TradingState.Reducing, Restricted = [Qqq, Spy],
        };

        var limits = RiskLimits.Tightest([user, account, RiskLimits.None]);

        Assert.Equal((new Money(100), 1m, 10, 3, 7), (limits.MaxOrderValue, limits.MaxLeverage, limits.DuplicateWindowSeconds, limits.MaxOrdersPerMinute, limits.CooldownSeconds));
        Assert.Equal((true, TradingState.Reducing), (limits.RegularHoursOnly, limits.TradingState));
        Assert.Equal([Spy, Qqq], limits.Restricted);
        Assert.Null(limits.MaxDailyLoss);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Another_scope_never_turns_a_denial_into_a_pass_nor_a_finding_into_a_milder_one(int seed)
    {
        var random = new Random(seed);
        var denied = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var (first, second, context) = (AnyLimits(random), AnyLimits(random), AnyContext(random));

            var alone = RiskRules.Judge(RiskRules.All, context with { Limits = first });
            var together = RiskRules.Judge(RiskRules.All, context with { Limits = RiskLimits.Tightest([first, second]) });
            var turned = RiskRules.Judge(RiskRules.All, context with { Limits = RiskLimits.Tightest([second, first]) });

            Assert.All(alone.Findings.Zip(together.Findings), pair => Assert.True(pair.Second.Outcome >= pair.First.Outcome, $"seed {seed}, round {round}: {pair}"));
            Assert.Equal(together.Findings, turned.Findings);
            denied += together.Passed ? 0 : 1;
        }

        Assert.InRange(denied, Rounds / 10, Rounds - (Rounds / 20));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void A_reducing_order_is_denied_only_by_what_holds_for_every_order(int seed)
    {
        string[] forAll = ["kill-switch", "trading-state", "order-size", "regular-hours", "tick-size", "price-limits", "duplicate", "order-rate"];
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var context = AnyContext(random) with { Limits = AnyLimits(random) };

            var verdict = RiskRules.Judge(RiskRules.All, context with { Order = context.Order with { Effect = OrderEffect.Reducing } });

            Assert.All(verdict.Findings.Where(finding => finding.Outcome is RiskOutcome.Deny), finding => Assert.Contains(finding.Check, forAll));
        }
    }

    private static RiskLimits AnyLimits(Random random) => new()
    {
        MaxOrderValue = Maybe(random, 30_000) is { } value ? new Money(value) : null,
        MaxPositionShare = Maybe(random, 2),
        MaxDailyLoss = Maybe(random, 3_000) is { } loss ? new Money(loss) : null,
        MaxDailyLossShare = Maybe(random, 0.2m),
        MaxLeverage = Maybe(random, 3),
        PriceCollar = Maybe(random, 0.4m),
        DuplicateWindowSeconds = (int?)Maybe(random, 60),
        MaxOrdersPerMinute = (int?)Maybe(random, 8),
        CooldownSeconds = (int?)Maybe(random, 60),
        RegularHoursOnly = random.Next(10) == 0,
        TradingState = (TradingState)(random.Next(10) == 0 ? random.Next(3) : 0),
        Restricted = random.Next(10) == 0 ? [Spy] : [],
        Protections = [.. Enumerable.Range(0, random.Next(3) / 2 * 2).Select(_ => new Protection((ProtectionKind)random.Next(3), random.Next(1, 4), random.Next(1, 90), random.Next(1, 90))
        {
            Threshold = random.Next(-3, 8) / 100m, PerInstrument = random.Next(2) == 0,
        })],
    };

    private static decimal? Maybe(Random random, decimal most) => random.Next(6) == 0 ? 0.01m + ((decimal)random.NextDouble() * most) : null;

    private static RiskContext AnyContext(Random random)
    {
        RecentOrder[] recent = [.. Enumerable.Range(0, random.Next(6)).Select(_ => new RecentOrder(
            random.Next(2) == 0 ? Spy : Qqq, random.Next(2) == 0 ? Side.Buy : Side.Sell, SizeOf(random), AnOrder.Now.AddSeconds(-random.Next(90))))];
        var order = new RiskOrder(
            Spy, Side.Buy, SizeOf(random), OrderEffect.Opening, new Price(90 + random.Next(20)), random.Next(3) == 0 ? new Price(random.Next(8_000, 12_000) / 100m) : null);
        var account = new RiskAccount(
            new Money(random.Next(-1_000, 60_000)), new Money(random.Next(20_000)), new Money(random.Next(40_000)), random.Next(10) == 0 ? null : new Money(random.Next(-4_000, 4_000)));
        var market = new RiskMarket(AnOrder.Now.AddMinutes(random.Next(-60, 600)), new Price(90 + random.Next(20)), new Price(100), Segment.UnitedStates);
        return new RiskContext(order, RiskLimits.None, KillSwitch.Released, null, account, market, recent, AnOrder.Now)
        {
            Closed = [.. Enumerable.Range(0, random.Next(6)).Select(_ => new ClosedTrade(
                random.Next(2) == 0 ? Spy : Qqq, market.At.AddSeconds(-random.Next(120)), new Money(random.Next(-60, 50)), new Money(1_000), new Money(10_000)))
                .OrderBy(trade => trade.ClosedAt)],
        };
    }

    private static OrderSize SizeOf(Random random) => random.Next(2) == 0
        ? new OrderSize.Units(new Quantity(10 * random.Next(30)))
        : new OrderSize.Cash(new Money(1_000 * random.Next(30)), false);
}
