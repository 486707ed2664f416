using Trading.Application.Tests.PaperTrading;
using Trading.Application.Risk;
using Trading.Domain.Orders;
using Trading.Domain.Risk;
using Trading.Domain.Values;

namespace Trading.Application.Tests.Orders;

/// <summary>What keeps an order from leaving is looked at when it is checked, and last before it leaves.</summary>
public sealed class LastLookTests : OrderSteps
{
    [Fact]
    public async Task A_kill_switch_pressed_after_the_checks_still_stops_the_order()
    {
        await CheckAsync();
        Assert.True(Order.IsCleared);
        Bench.Stores.KillSwitch = new KillSwitch(true, "now", Now);

        await SubmitAsync();

        Assert.Equal((OrderStatus.RiskDenied, "kill-switch"), (Order.Status, Order.EndCode));
        Assert.Equal(0, Broker.Submissions);
    }

    [Theory]
    [InlineData("user", TradingState.Reducing, OrderEffect.Opening, "trading-state")]
    [InlineData("account:account-1", TradingState.Halted, OrderEffect.Opening, "trading-state")]
    [InlineData("account:account-1", TradingState.Halted, OrderEffect.Reducing, "trading-state")]
    [InlineData("user", TradingState.Reducing, OrderEffect.Reducing, null)]
    [InlineData("account:account-2", TradingState.Halted, OrderEffect.Opening, null)]
    public async Task A_trading_state_set_after_the_checks_still_stops_what_it_stops(string scope, TradingState state, OrderEffect effect, string? code)
    {
        Intend(Order.Intent with { Effect = effect });
        await CheckAsync();
        Assert.True(Order.IsCleared);
        Assert.True(RiskScope.TryParse(scope, out var limited));
        Bench.Stores.Limits[limited] = new RiskLimits { TradingState = state };

        await SubmitAsync();

        Assert.Equal((code, code is null ? 1 : 0), (Order.EndCode, Broker.Submissions));
    }

    [Fact]
    public async Task A_halt_set_after_the_checks_still_stops_what_opens()
    {
        await CheckAsync();
        Bench.Stores.Halts[Key.Account] = new AccountHalt(Key.Account, true, "something differs", Now);

        await SubmitAsync();

        Assert.Equal((OrderStatus.RiskDenied, "account-halted", 0), (Order.Status, Order.EndCode, Broker.Submissions));
    }

    [Fact]
    public async Task An_order_that_may_have_left_is_not_handed_over_again_once_the_kill_switch_is_engaged()
    {
        await CheckAsync();
        await DieWhileSubmittingAsync();
        Bench.Stores.KillSwitch = new KillSwitch(true, "drill", Now);

        await SubmitAsync();

        Assert.Equal((OrderStatus.Unknown, 1), (Order.Status, Broker.Submissions));
    }

    [Fact]
    public async Task An_order_that_was_not_checked_is_not_sent()
    {
        await SubmitAsync();

        Assert.Equal((OrderStatus.Created, 0), (Order.Status, Broker.Submissions));
    }

    [Fact]
    public async Task Every_order_carries_what_each_check_found_whether_it_passed_or_not()
    {
        Bench.Stores.Limits[new RiskScope.OfUser()] = new RiskLimits { MaxOrderValue = new Money(1_100) };
        await CheckAsync();
        await JudgeAsync("order-2", OrderEffect.Opening, units: 20);

        var passed = Assert.Single(Bench.Stores.Orders[Key].OfType<RiskPassed>()).Findings;
        var denied = Assert.Single(Bench.Stores.Orders[Key with { Id = new OrderId("order-2") }].OfType<OrderDenied>()).Findings;

        Assert.Equal(RiskRules.All.Select(check => check.Code), passed.Select(finding => finding.Check));
        Assert.Equal(RiskRules.All.Select(check => check.Code), denied.Select(finding => finding.Check));
        // 10 units at 100 are worth 1,000, more than 80 % of the limit; 20 exceed it.
        Assert.Contains(new RiskFinding("order-value", RiskOutcome.Warn, "1100", "1000", "The order is worth 1000, the limit is 1100."), passed);
        Assert.Contains(new RiskFinding("order-value", RiskOutcome.Deny, "1100", "2000", "The order is worth 2000, the limit is 1100."), denied);
    }

    [Fact]
    public async Task What_is_found_at_the_last_look_stays_with_the_order_too()
    {
        await CheckAsync();
        Bench.Stores.KillSwitch = new KillSwitch(true, "now", Now);

        await SubmitAsync();

        var denied = Assert.Single(Bench.Stores.Orders[Key].OfType<OrderDenied>());
        Assert.Equal(
            [("kill-switch", RiskOutcome.Deny), ("account-halted", RiskOutcome.Pass), ("account-flattening", RiskOutcome.Pass), ("trading-state", RiskOutcome.Pass)],
            denied.Findings.Select(finding => (finding.Check, finding.Outcome)));
    }
}
