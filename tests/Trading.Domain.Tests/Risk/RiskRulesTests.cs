using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Risk;
using Trading.Domain.Tests.Orders;
using Trading.Domain.Values;

namespace Trading.Domain.Tests.Risk;

public sealed class RiskRulesTests
{
    private static readonly InstrumentId Spy = InstrumentId.Create(Market.US, "SPY");

    // Monday 2026-01-05 14:30 UTC is 09:30 in New York: the first instant of a session.
    private static readonly RiskContext Quiet = new(
        RiskOrder.Of(AnOrder.Intent(price: 100)), RiskLimits.None, KillSwitch.Released, null,
        new RiskAccount(new Money(50_000), new Money(2_000), new Money(5_000), new Money(-400)),
        new RiskMarket(AnOrder.Now, new Price(98), new Price(97), Segment.UnitedStates), [], AnOrder.Now);

    private static readonly RiskContext GettingOut = Quiet with { Order = RiskOrder.Of(AnOrder.Intent(side: Side.Sell, effect: OrderEffect.Reducing, price: 1_000_000)) };

    /// <summary>
    /// An order of 100 units at 100 is worth 10,000. Position after it 2,000 + 10,000 of 50,000: 0.24. All positions 15,000 of 50,000: 0.3. Loss of the
    /// day 400, of the 50,400 that it began with: 0.00793651. Distance from 98: 2/98 = 0.02040816. Warned from 80 % of a limit on: 10,000 / 0.8 = 12,500.
    /// </summary>
    public static TheoryData<string, RiskLimits, RiskOutcome, string> Cases => new()
    {
        { "order-value", new RiskLimits { MaxOrderValue = new Money(12_501) }, RiskOutcome.Pass, "10000" },
        { "order-value", new RiskLimits { MaxOrderValue = new Money(12_500) }, RiskOutcome.Warn, "10000" },
        { "order-value", new RiskLimits { MaxOrderValue = new Money(10_000) }, RiskOutcome.Warn, "10000" },
        { "order-value", new RiskLimits { MaxOrderValue = new Money(9_999.99m) }, RiskOutcome.Deny, "10000" },
        { "position-share", new RiskLimits { MaxPositionShare = 0.31m }, RiskOutcome.Pass, "0.24" },
        { "position-share", new RiskLimits { MaxPositionShare = 0.24m }, RiskOutcome.Warn, "0.24" },
        { "position-share", new RiskLimits { MaxPositionShare = 0.23m }, RiskOutcome.Deny, "0.24" },
        { "leverage", new RiskLimits { MaxLeverage = 1 }, RiskOutcome.Pass, "0.3" },
        { "leverage", new RiskLimits { MaxLeverage = 0.35m }, RiskOutcome.Warn, "0.3" },
        { "leverage", new RiskLimits { MaxLeverage = 0.29m }, RiskOutcome.Deny, "0.3" },
        { "daily-loss", new RiskLimits { MaxDailyLoss = new Money(501) }, RiskOutcome.Pass, "400" },
        { "daily-loss", new RiskLimits { MaxDailyLoss = new Money(500) }, RiskOutcome.Warn, "400" },
        { "daily-loss", new RiskLimits { MaxDailyLoss = new Money(399) }, RiskOutcome.Deny, "400" },
        { "daily-loss-share", new RiskLimits { MaxDailyLossShare = 0.02m }, RiskOutcome.Pass, "0.00793651" },
        { "daily-loss-share", new RiskLimits { MaxDailyLossShare = 0.008m }, RiskOutcome.Warn, "0.00793651" },
        { "daily-loss-share", new RiskLimits { MaxDailyLossShare = 0.0079m }, RiskOutcome.Deny, "0.00793651" },
        { "price-collar", new RiskLimits { PriceCollar = 0.05m }, RiskOutcome.Pass, "0.02040816" },
        { "price-collar", new RiskLimits { PriceCollar = 0.025m }, RiskOutcome.Warn, "0.02040816" },
        { "price-collar", new RiskLimits { PriceCollar = 0.02m }, RiskOutcome.Deny, "0.02040816" },
        { "restricted", new RiskLimits { Restricted = [InstrumentId.Create(Market.KRX, "SPY")] }, RiskOutcome.Pass, "US:SPY" },
        { "restricted", new RiskLimits { Restricted = [Spy] }, RiskOutcome.Deny, "US:SPY" },
        { "trading-state", new RiskLimits { TradingState = TradingState.Reducing }, RiskOutcome.Deny, "opening" },
        { "trading-state", new RiskLimits { TradingState = TradingState.Halted }, RiskOutcome.Deny, "opening" },
        { "order-rate", new RiskLimits { MaxOrdersPerMinute = 2 }, RiskOutcome.Pass, "1" },
        { "order-rate", new RiskLimits { MaxOrdersPerMinute = 1 }, RiskOutcome.Warn, "1" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_limit_is_kept_warned_of_from_four_fifths_on_and_denies_beyond_it(string check, RiskLimits limits, RiskOutcome outcome, string value)
    {
        var finding = Of(check, Quiet with { Limits = limits });

        Assert.Equal((outcome, value), (finding.Outcome, finding.Value));
        Assert.Equal(outcome is RiskOutcome.Pass, finding.Message.Length == 0);
    }

    [Fact]
    public void Without_limits_every_check_passes_in_its_order()
    {
        var verdict = RiskRules.Judge(RiskRules.All, Quiet);

        Assert.All(verdict.Findings, finding => Assert.Equal(RiskOutcome.Pass, finding.Outcome));
        Assert.Equal(RiskRules.All.Select(check => check.Code), verdict.Findings.Select(finding => finding.Check));
    }

    [Fact]
    public void A_denial_tells_limit_and_value()
    {
        var denial = RiskRules.Judge(RiskRules.All, Quiet with { Limits = new RiskLimits { MaxOrderValue = new Money(9_000) } }).Denial;

        Assert.Equal(new RiskFinding("order-value", RiskOutcome.Deny, "9000", "10000", "The order is worth 10000, the limit is 9000."), denial);
    }

    [Theory]
    [InlineData("2026-01-05T14:29:59Z", RiskOutcome.Deny)]
    [InlineData("2026-01-05T14:30:00Z", RiskOutcome.Pass)]
    [InlineData("2026-01-05T20:59:59Z", RiskOutcome.Pass)]
    [InlineData("2026-01-05T21:00:00Z", RiskOutcome.Deny)]
    [InlineData("2026-01-03T15:00:00Z", RiskOutcome.Deny)]
    public void Where_only_regular_hours_are_allowed_the_calendar_decides(string at, RiskOutcome outcome)
    {
        var instant = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(outcome, Of("regular-hours", Quiet with
        {
            Limits = new RiskLimits { RegularHoursOnly = true }, Market = Quiet.Market with { At = instant },
        }).Outcome);
    }

    [Fact]
    public void A_day_that_the_calendar_does_not_know_denies_and_names_the_check()
    {
        var verdict = RiskRules.Judge(RiskRules.All, Quiet with
        {
            Limits = new RiskLimits { RegularHoursOnly = true }, Market = Quiet.Market with { At = Quiet.At.AddYears(200) },
        });

        Assert.Equal("check-failed", verdict.Denial?.Check);
        Assert.Contains("regular-hours", verdict.Denial!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("71000", RiskOutcome.Pass, RiskOutcome.Pass)]
    [InlineData("71050", RiskOutcome.Deny, RiskOutcome.Pass)]
    [InlineData("91000", RiskOutcome.Pass, RiskOutcome.Pass)]
    [InlineData("91100", RiskOutcome.Pass, RiskOutcome.Deny)]
    [InlineData("48900", RiskOutcome.Pass, RiskOutcome.Deny)]
    public void A_Korean_price_keeps_to_the_grid_and_to_the_limits_of_the_day(string price, RiskOutcome tick, RiskOutcome limits)
    {
        // The close before was 70,000: 30 % either side is 49,000 to 91,000; between 50,000 and 200,000 won the tick is 100, below it 50.
        var context = Quiet with
        {
            Order = Quiet.Order with
            {
                Instrument = InstrumentId.Create(Market.KRX, "005930"),
                LimitPrice = new Price(decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture)),
            },
            Market = Quiet.Market with { PreviousClose = new Price(70_000), Segment = Segment.Kospi },
        };

        Assert.Equal((tick, limits), (Of("tick-size", context).Outcome, Of("price-limits", context).Outcome));
    }

    [Theory]
    [InlineData(9, 30, RiskOutcome.Deny)]
    [InlineData(10, 30, RiskOutcome.Pass)]
    [InlineData(9, 9, RiskOutcome.Pass)]
    public void The_same_order_again_within_the_window_is_taken_for_a_mistake(int secondsAgo, int units, RiskOutcome outcome)
    {
        var order = Quiet.Order with { Size = new OrderSize.Units(new Quantity(30)) };
        var context = Quiet with
        {
            Order = order, Limits = new RiskLimits { DuplicateWindowSeconds = 10 },
            Recent = [new RecentOrder(Spy, Side.Buy, new OrderSize.Units(new Quantity(units)), AnOrder.Now.AddSeconds(-secondsAgo))],
        };

        Assert.Equal(outcome, Of("duplicate", context).Outcome);
    }

    [Fact]
    public void Only_the_orders_of_the_last_minute_count_for_the_rate()
    {
        var context = Quiet with
        {
            Limits = new RiskLimits { MaxOrdersPerMinute = 2 },
            Recent = [.. new[] { 1, 59, 60 }.Select(ago => new RecentOrder(Spy, Side.Sell, Quiet.Order.Size, AnOrder.Now.AddSeconds(-ago)))],
        };

        Assert.Equal((RiskOutcome.Deny, "3"), (Of("order-rate", context).Outcome, Of("order-rate", context).Value));
    }

    [Fact]
    public void Getting_out_is_never_refused_by_what_limits_opening()
    {
        var limits = new RiskLimits
        {
            MaxOrderValue = new Money(1), MaxPositionShare = 0.0001m, MaxDailyLoss = new Money(1), MaxDailyLossShare = 0.0001m, MaxLeverage = 0.0001m,
            PriceCollar = 0.0001m, CooldownSeconds = 60, TradingState = TradingState.Reducing, Restricted = [Spy],
            Protections = [.. Enum.GetValues<ProtectionKind>().Select(kind => new Protection(kind, 1, 60, 60) { Threshold = kind is ProtectionKind.LowProfit ? 1 : 0 })],
        };
        ClosedTrade[] lost = [new(Spy, AnOrder.Now, new Money(-100), new Money(1_000), new Money(900))];
        Assert.All(
            RiskRules.Judge(RiskRules.All, Quiet with { Limits = limits, Closed = lost }).Findings.TakeLast(4),
            finding => Assert.Equal(RiskOutcome.Deny, finding.Outcome));
        var broke = new RiskAccount(new Money(-5), new Money(2_000), new Money(5_000), null);

        Assert.True(RiskRules.Judge(RiskRules.All, GettingOut with { Limits = limits, Account = broke, Closed = lost }).Passed);
    }

    [Fact]
    public void What_a_limit_needs_and_is_not_known_denies()
    {
        var context = Quiet with
        {
            Limits = new RiskLimits { MaxDailyLoss = new Money(1_000), MaxLeverage = 3 },
            Account = Quiet.Account with { Equity = Money.Zero, DayProfit = null },
        };

        Assert.Equal((RiskOutcome.Deny, "unknown"), (Of("daily-loss", context).Outcome, Of("daily-loss", context).Value));
        Assert.Equal((RiskOutcome.Deny, "unknown"), (Of("leverage", context).Outcome, Of("leverage", context).Value));
    }

    [Theory]
    [InlineData(TradingState.Halted, false)]
    [InlineData(TradingState.Active, true)]
    public void Neither_a_halt_nor_the_kill_switch_lets_even_a_reducing_order_pass(TradingState state, bool engaged)
    {
        var verdict = RiskRules.Judge(RiskRules.All, GettingOut with
        {
            Limits = new RiskLimits { TradingState = state }, KillSwitch = new KillSwitch(engaged, "drill", AnOrder.Now),
        });

        Assert.Equal(engaged ? "kill-switch" : "trading-state", verdict.Denial?.Check);
        Assert.Equal(engaged, verdict.Denial!.Message.Contains("drill", StringComparison.Ordinal));
    }

    [Fact]
    public void A_halted_account_opens_nothing_and_may_get_out()
    {
        var halt = new AccountHalt(new AccountId("account-1"), true, "The fate of order 7 is not known.", AnOrder.Now);

        var opening = RiskRules.Judge(RiskRules.All, Quiet with { Halt = halt });

        Assert.Equal(("account-halted", "The account opens nothing: The fate of order 7 is not known."), (opening.Denial?.Check, opening.Denial?.Message));
        Assert.True(RiskRules.Judge(RiskRules.All, GettingOut with { Halt = halt }).Passed);
        Assert.True(RiskRules.Judge(RiskRules.All, Quiet with { Halt = halt with { IsHalted = false } }).Passed);
    }

    [Fact]
    public void An_order_for_nothing_is_denied() => Assert.Equal(
        "order-size", RiskRules.Judge(RiskRules.All, Quiet with { Order = Quiet.Order with { Size = new OrderSize.Cash(Money.Zero, false) } }).Denial?.Check);

    [Fact]
    public void A_check_that_throws_denies_by_name_and_the_others_still_speak()
    {
        var broken = new RiskCheck("broken", _ => throw new InvalidOperationException("no data"));

        var verdict = RiskRules.Judge([broken, RiskRules.All[0]], Quiet);

        Assert.Equal(new RiskFinding("check-failed", RiskOutcome.Deny, "", "", "The check broken failed: no data"), verdict.Denial);
        Assert.Equal(2, verdict.Findings.Count);
    }

    private static RiskFinding Of(string check, RiskContext context) => RiskRules.Judge(RiskRules.All, context).Findings.Single(finding => finding.Check == check);
}
