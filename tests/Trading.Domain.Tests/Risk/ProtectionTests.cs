using Trading.Domain.Markets;
using Trading.Domain.Risk;
using Trading.Domain.Tests.Orders;
using Trading.Domain.Values;

namespace Trading.Domain.Tests.Risk;

/// <summary>Each trade had cost 1,000, so that a profit of 10 is a return of 0.01; the account had 10,000 before the first.</summary>
public sealed class ProtectionTests
{
    private const int Hour = 3_600;
    private static readonly InstrumentId Spy = InstrumentId.Create(Market.US, "SPY");
    private static readonly InstrumentId Qqq = InstrumentId.Create(Market.US, "QQQ");

    private static readonly Protection ThreeLosers = new(ProtectionKind.LosingTrades, 3, 24 * Hour, 2 * Hour);
    private static readonly Protection Drawdown = new(ProtectionKind.Drawdown, 3, 24 * Hour, 10 * Hour);
    private static readonly Protection LowProfit = new(ProtectionKind.LowProfit, 2, 6 * Hour, Hour) { Threshold = 0.02m };

    [Theory]
    [InlineData(1.9, RiskOutcome.Deny)]    // three within 24 hours, the last within the pause
    [InlineData(2.0, RiskOutcome.Warn)]    // the pause is over; three still lie within the lookback
    [InlineData(15.0, RiskOutcome.Pass)]   // the first is out of the lookback, two are left
    public void Losing_trades_stop_openings_for_a_while_after_the_one_that_was_too_many(double hoursLater, RiskOutcome outcome)
    {
        var context = After([Trade(10, -1), Trade(5, -30), Trade(3, 20), Trade(0, -1)], hoursLater, ThreeLosers);

        Assert.Equal(outcome, Of("losing-trades", context).Outcome);
    }

    [Fact]
    public void A_trade_that_only_made_less_than_the_threshold_counts_where_the_threshold_says_so()
    {
        ClosedTrade[] trades = [Trade(3, 5), Trade(2, 9), Trade(1, 10)];

        Assert.Equal((RiskOutcome.Pass, "0"), Seen(ThreeLosers));
        // 0.005 and 0.009 are less than 0.01, 0.01 is not.
        Assert.Equal((RiskOutcome.Pass, "2"), Seen(ThreeLosers with { Threshold = 0.01m }));
        Assert.Equal((RiskOutcome.Deny, "3"), Seen(ThreeLosers with { Threshold = 0.011m }));

        (RiskOutcome, string) Seen(Protection protection)
        {
            var finding = Of("losing-trades", After(trades, 0, protection));
            return (finding.Outcome, finding.Value);
        }
    }

    [Fact]
    public void A_pause_outlasts_the_lookback_that_caused_it_and_says_until_when()
    {
        // All three were lost within 12 minutes, the lookback is an hour: from 14:18 on the pause of ten hours holds, until 00:18.
        var finding = Of("losing-trades", After([Trade(0.4, -1), Trade(0.3, -1), Trade(0.2, -1)], 5, ThreeLosers with { LookbackSeconds = Hour, PauseSeconds = 10 * Hour }));

        Assert.Equal(
            new RiskFinding(
                "losing-trades", RiskOutcome.Deny, "3 trades below 0 within 3600 s, pause 36000 s", "3",
                "3 trades that returned less than 0 were closed within 3600 seconds: nothing is opened until 2026-01-06T00:18:00Z."),
            finding);
    }

    [Theory]
    [InlineData(false, "SPY", RiskOutcome.Deny)]
    [InlineData(true, "SPY", RiskOutcome.Pass)]
    [InlineData(true, "QQQ", RiskOutcome.Deny)]
    public void Losing_trades_are_counted_for_the_account_or_for_each_instrument(bool perInstrument, string symbol, RiskOutcome outcome)
    {
        var context = After([Trade(3, -1, Qqq), Trade(2, -1, Qqq), Trade(1, -1, Qqq), Trade(0.5, 1)], 0, ThreeLosers with { PerInstrument = perInstrument });

        Assert.Equal(outcome, Of("losing-trades", context with { Order = context.Order with { Instrument = InstrumentId.Create(Market.US, symbol) } }).Outcome);
    }

    /// <summary>10,000, 9,400, 9,600, 8,900: the deepest fall from the highest is 1,100 of 10,000. Without the first trade it is 700 of 9,600, 0.07291667.</summary>
    [Theory]
    [InlineData("0.15", 24, RiskOutcome.Pass, "0.11")]
    [InlineData("0.13", 24, RiskOutcome.Warn, "0.11")]
    [InlineData("0.11", 24, RiskOutcome.Warn, "0.11")]
    [InlineData("0.109", 24, RiskOutcome.Deny, "0.11")]
    [InlineData("0.109", 4, RiskOutcome.Pass, "")]
    public void A_drawdown_of_closed_trades_stops_openings_in_every_instrument(string limit, int lookbackHours, RiskOutcome outcome, string value)
    {
        var protection = Drawdown with { Threshold = decimal.Parse(limit, System.Globalization.CultureInfo.InvariantCulture), LookbackSeconds = lookbackHours * Hour };

        var finding = Of("drawdown", After([Trade(5, -600, Qqq, 9_400), Trade(3, 200, Qqq, 9_600), Trade(1, -700, Qqq, 8_900)], 0, protection));

        Assert.Equal((outcome, value), (finding.Outcome, finding.Value));
    }

    [Fact]
    public void A_deposit_between_two_trades_makes_good_no_drawdown()
    {
        // 10,000 to 9,000, then 5,000 are paid in, then 100 more are lost: 1,100 of 10,000 all the same.
        ClosedTrade[] trades = [Trade(3, -1_000, Spy, 9_000), Trade(2, 0, Spy, 14_000), Trade(1, -100, Spy, 13_900)];

        Assert.Equal("0.11", Of("drawdown", After(trades, 0, Drawdown with { Threshold = 0.1m })).Value);
    }

    [Theory]
    [InlineData("SPY", 0.5, RiskOutcome.Deny)]    // 0.01 - 0.005 = 0.005 of two trades is less than 0.02
    [InlineData("SPY", 1.0, RiskOutcome.Pass)]    // the pause is over
    [InlineData("QQQ", 0.5, RiskOutcome.Pass)]    // one trade says nothing yet
    public void An_instrument_that_earned_too_little_is_locked(string symbol, double hoursLater, RiskOutcome outcome)
    {
        var context = After([Trade(2, 10), Trade(1, -50, Qqq), Trade(0, -5)], hoursLater, LowProfit);

        Assert.Equal(outcome, Of("low-profit", context with { Order = context.Order with { Instrument = InstrumentId.Create(Market.US, symbol) } }).Outcome);
    }

    [Theory]
    [InlineData("SPY", 0.9, RiskOutcome.Deny)]
    [InlineData("SPY", 1.0, RiskOutcome.Pass)]
    [InlineData("QQQ", 0.5, RiskOutcome.Pass)]
    public void After_a_trade_its_instrument_cools_down(string symbol, double hoursLater, RiskOutcome outcome)
    {
        var context = After([Trade(0, 10)], hoursLater) with { Limits = new RiskLimits { CooldownSeconds = Hour } };

        Assert.Equal(outcome, Of("cooldown", context with { Order = context.Order with { Instrument = InstrumentId.Create(Market.US, symbol) } }).Outcome);
    }

    [Fact]
    public void Of_several_protections_of_a_kind_each_may_deny_and_both_scopes_hold()
    {
        var strict = ThreeLosers with { Trades = 2 };
        ClosedTrade[] trades = [Trade(1, -1), Trade(0, -1)];

        var limits = RiskLimits.Tightest([new RiskLimits { Protections = [ThreeLosers] }, new RiskLimits { Protections = [strict, ThreeLosers] }]);

        Assert.Equal([ThreeLosers, strict], limits.Protections);
        Assert.Equal(RiskOutcome.Pass, Of("losing-trades", After(trades, 0, ThreeLosers)).Outcome);
        Assert.Equal(RiskOutcome.Deny, Of("losing-trades", After(trades, 0) with { Limits = limits }).Outcome);
    }

    [Fact]
    public void How_far_back_trades_have_a_say_is_lookback_and_pause_of_the_longest()
    {
        Assert.Null(RiskLimits.None.TradesReach);
        Assert.Equal(TimeSpan.FromHours(34), new RiskLimits { CooldownSeconds = Hour, Protections = [ThreeLosers, Drawdown] }.TradesReach);
        Assert.Equal(TimeSpan.FromHours(1), new RiskLimits { CooldownSeconds = Hour }.TradesReach);
    }

    private static ClosedTrade Trade(double hoursAgo, decimal profit, InstrumentId? instrument = null, decimal capital = 10_000) =>
        new(instrument ?? Spy, AnOrder.Now.AddHours(-hoursAgo), new Money(profit), new Money(1_000), new Money(capital));

    private static RiskContext After(IReadOnlyList<ClosedTrade> trades, double hoursLater, params Protection[] protections) => new(
        RiskOrder.Of(AnOrder.Intent(price: 100)), new RiskLimits { Protections = protections }, KillSwitch.Released, null,
        new RiskAccount(new Money(50_000), Money.Zero, Money.Zero, null),
        new RiskMarket(AnOrder.Now.AddHours(hoursLater), new Price(100), null, Segment.UnitedStates), [], AnOrder.Now)
    {
        Closed = trades,
    };

    private static RiskFinding Of(string check, RiskContext context) => RiskRules.Judge(RiskRules.All, context).Findings.Single(finding => finding.Check == check);
}
