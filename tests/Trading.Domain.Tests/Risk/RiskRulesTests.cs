using Trading.Domain.Accounts;
using Trading.Domain.Orders;
using Trading.Domain.Risk;
using Trading.Domain.Tests.Orders;
using Trading.Domain.Values;

namespace Trading.Domain.Tests.Risk;

public sealed class RiskRulesTests
{
    [Fact]
    public void An_order_within_every_limit_passes()
    {
        var verdict = Judge(AnOrder.Intent(price: 100), limit: 10_000);

        Assert.True(verdict.Passed);
        Assert.Equal(RiskRules.All.Select(check => check.Code), verdict.Findings.Select(finding => finding.Check));
    }

    [Fact]
    public void An_opening_order_above_the_limit_is_denied_with_limit_and_value()
    {
        var denial = Judge(AnOrder.Intent(price: 100.01m), limit: 10_000).Denial;

        Assert.Equal(new RiskFinding("order-value", false, "10000", "10001.00", "The order is worth 10001.00, the limit is 10000."), denial);
    }

    [Fact]
    public void Getting_out_is_never_refused_for_its_size()
    {
        var verdict = Judge(AnOrder.Intent(side: Side.Sell, effect: OrderEffect.Reducing, price: 1_000_000), limit: 1);

        Assert.True(verdict.Passed);
    }

    [Fact]
    public void An_engaged_kill_switch_denies_every_order_with_its_reason()
    {
        var verdict = Judge(AnOrder.Intent(effect: OrderEffect.Reducing), limit: 1_000_000, new KillSwitch(true, "drill", AnOrder.Now));

        Assert.Equal("kill-switch", verdict.Denial?.Check);
        Assert.Contains("drill", verdict.Denial!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_halted_account_opens_nothing_and_may_get_out()
    {
        var halt = new AccountHalt(new AccountId("account-1"), true, "The fate of order 7 is not known.", AnOrder.Now);

        var opening = RiskRules.Judge(RiskRules.All, Context(AnOrder.Intent(), 1_000_000, KillSwitch.Released) with { Halt = halt });
        var reducing = RiskRules.Judge(RiskRules.All, Context(AnOrder.Intent(side: Side.Sell, effect: OrderEffect.Reducing), 1_000_000, KillSwitch.Released) with { Halt = halt });

        Assert.Equal(("account-halted", "The account opens nothing: The fate of order 7 is not known."), (opening.Denial?.Check, opening.Denial?.Reason));
        Assert.True(reducing.Passed);
        Assert.True(RiskRules.Judge(RiskRules.All, Context(AnOrder.Intent(), 1_000_000, KillSwitch.Released) with { Halt = halt with { IsHalted = false } }).Passed);
    }

    [Fact]
    public void An_order_for_nothing_is_denied()
    {
        Assert.Equal("order-size", Judge(AnOrder.Intent(new OrderSize.Cash(Money.Zero, false)), limit: 1).Denial?.Check);
    }

    [Fact]
    public void A_check_that_throws_denies()
    {
        var broken = new RiskCheck("broken", _ => throw new InvalidOperationException("no data"));

        var verdict = RiskRules.Judge([broken, RiskRules.KillSwitchCheck], Context(AnOrder.Intent(), 1, KillSwitch.Released));

        Assert.Equal("broken", verdict.Denial?.Check);
        Assert.Equal(2, verdict.Findings.Count);
    }

    private static RiskVerdict Judge(NewOrder order, decimal limit, KillSwitch? killSwitch = null) =>
        RiskRules.Judge(RiskRules.All, Context(order, limit, killSwitch ?? KillSwitch.Released));

    private static RiskContext Context(NewOrder order, decimal limit, KillSwitch killSwitch) => new(order, new RiskLimits(new Money(limit)), killSwitch);
}
