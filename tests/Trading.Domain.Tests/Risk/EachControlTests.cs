using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Risk;
using Trading.Domain.Tests.Orders;
using Trading.Domain.Values;

namespace Trading.Domain.Tests.Risk;

/// <summary>Each control stands alone: there is an order that it alone denies, and which would leave if the control were taken out.</summary>
public sealed class EachControlTests
{
    private static readonly InstrumentId Spy = InstrumentId.Create(Market.US, "SPY");

    /// <summary>100 units at 100 while the market is at 98, from an account of 50,000 that lost 400 today.</summary>
    private static readonly RiskContext Quiet = new(
        RiskOrder.Of(AnOrder.Intent(price: 100)), RiskLimits.None, KillSwitch.Released, null,
        new RiskAccount(new Money(50_000), new Money(2_000), new Money(5_000), new Money(-400)),
        new RiskMarket(AnOrder.Now, new Price(98), new Price(97), Segment.UnitedStates), [], AnOrder.Now);

    private static readonly Dictionary<string, RiskContext> Broken = new()
    {
        ["kill-switch"] = Quiet with { KillSwitch = new KillSwitch(true, "drill", AnOrder.Now) },
        ["account-halted"] = Quiet with { Halt = new AccountHalt(new AccountId("account-1"), true, "drill", AnOrder.Now) },
        ["account-flattening"] = Quiet with { IsFlattening = true },
        ["trading-state"] = Limited(new RiskLimits { TradingState = TradingState.Reducing }),
        ["order-size"] = Quiet with { Order = Quiet.Order with { Size = new OrderSize.Units(Quantity.Zero) } },
        ["order-value"] = Limited(new RiskLimits { MaxOrderValue = new Money(9_999) }),
        ["position-share"] = Limited(new RiskLimits { MaxPositionShare = 0.23m }),
        ["leverage"] = Limited(new RiskLimits { MaxLeverage = 0.29m }),
        ["daily-loss"] = Limited(new RiskLimits { MaxDailyLoss = new Money(399) }),
        ["daily-loss-share"] = Limited(new RiskLimits { MaxDailyLossShare = 0.0079m }),
        ["restricted"] = Limited(new RiskLimits { Restricted = [Spy] }),
        ["regular-hours"] = Limited(new RiskLimits { RegularHoursOnly = true }) with { Market = Quiet.Market with { At = AnOrder.Now.AddHours(-1) } },
        ["price-collar"] = Limited(new RiskLimits { PriceCollar = 0.02m }),
        ["tick-size"] = Quiet with { Order = Quiet.Order with { LimitPrice = new Price(100.005m) } },
        ["price-limits"] = Quiet with
        {
            Order = Quiet.Order with { Instrument = InstrumentId.Create(Market.KRX, "005930"), LimitPrice = new Price(91_100) },
            Market = Quiet.Market with { PreviousClose = new Price(70_000), Segment = Segment.Kospi },
        },
        ["duplicate"] = After(1) with { Limits = new RiskLimits { DuplicateWindowSeconds = 2 } },
        ["order-rate"] = After(59) with { Limits = new RiskLimits { MaxOrdersPerMinute = 1 } },
        ["cooldown"] = Lost(new RiskLimits { CooldownSeconds = 3_600 }),
        ["losing-trades"] = Lost(new RiskLimits { Protections = [new Protection(ProtectionKind.LosingTrades, 1, 3_600, 3_600)] }),
        ["drawdown"] = Lost(new RiskLimits { Protections = [new Protection(ProtectionKind.Drawdown, 1, 3_600, 3_600) { Threshold = 0.009m }] }),
        ["low-profit"] = Lost(new RiskLimits { Protections = [new Protection(ProtectionKind.LowProfit, 1, 3_600, 3_600)] }),
    };

    public static TheoryData<string> Codes => [.. RiskRules.All.Select(check => check.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void What_a_control_stops_leaves_when_the_control_is_taken_out(string code)
    {
        Assert.True(Broken.TryGetValue(code, out var context), $"This test lacks an order that {code} denies.");

        var verdict = RiskRules.Judge(RiskRules.All, context);
        var without = RiskRules.Judge([.. RiskRules.All.Where(check => check.Code != code)], context);

        Assert.Equal([code], verdict.Findings.Where(finding => finding.Outcome is RiskOutcome.Deny).Select(finding => finding.Check));
        Assert.True(without.Passed, without.Denial?.Message);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_control_that_fails_denies_whichever_it_is(string code)
    {
        RiskCheck[] checks = [.. RiskRules.All.Select(check => check.Code == code ? check with { Judge = _ => throw new InvalidOperationException("drill") } : check)];

        var verdict = RiskRules.Judge(checks, Quiet);

        Assert.Equal(("check-failed", $"The check {code} failed: drill"), (verdict.Denial?.Check, verdict.Denial?.Message));
        Assert.Equal(RiskRules.All.Count, verdict.Findings.Count);
    }

    private static RiskContext Limited(RiskLimits limits) => Quiet with { Limits = limits };

    private static RiskContext After(int secondsAgo) => Quiet with { Recent = [RecentOrder.Of(AnOrder.Intent(price: 100)) with { At = AnOrder.Now.AddSeconds(-secondsAgo) }] };

    /// <summary>A minute ago a trade lost 100 of the 10,000 that the account had.</summary>
    private static RiskContext Lost(RiskLimits limits) => Limited(limits) with
    {
        Closed = [new ClosedTrade(Spy, AnOrder.Now.AddMinutes(-1), new Money(-100), new Money(1_000), new Money(9_900))],
    };
}
