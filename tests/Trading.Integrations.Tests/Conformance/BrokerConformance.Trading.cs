using Trading.Application.Orders;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;

namespace Trading.Conformance;

/// <summary>What is taken, refused and traded.</summary>
public abstract partial class BrokerConformance
{
    /// <summary>Every kind with every time in force that fits it.</summary>
    public static TheoryData<OrderKind, TimeInForce> KindsAndTimes => [.. Enum.GetValues<OrderKind>().SelectMany(kind => Enum.GetValues<TimeInForce>()
        .Where(time => kind is OrderKind.Market or OrderKind.Limit || time is not (TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill)).Select(time => (kind, time)))];

    [Theory]
    [MemberData(nameof(KindsAndTimes))]
    public async Task What_its_capabilities_name_is_taken_and_can_be_cancelled_and_the_rest_is_refused(OrderKind kind, TimeInForce time)
    {
        await OpenAsync();
        var order = Order("o1", instructions: Reachable(kind, Side.Buy, time));
        if (!Broker.Capabilities.Kinds.Contains(kind) || !Broker.Capabilities.TimesInForce.Contains(time))
        {
            await RefusedAsync(order);
            return;
        }

        var id = await TakenAsync(order);
        var reports = await ReportsAsync(order);
        await CancelAsync(order);

        Assert.Equal([ExecutionKinds.Accepted, ExecutionKinds.Working], Kinds(reports));
        Assert.Equal(id.Value, reports[0].Code);
        await ExpectAsync(order, OrderStatus.Cancelled, 0);
    }

    [Theory]
    [MemberData(nameof(KindsAndTimes))]
    public async Task What_is_taken_trades_when_the_market_gets_there(OrderKind kind, TimeInForce time)
    {
        await OpenAsync();
        var order = Order("o1", instructions: Reachable(kind, Side.Buy, time));
        Assert.SkipUnless(Broker.Capabilities.Kinds.Contains(kind) && Broker.Capabilities.TimesInForce.Contains(time), "It takes no such orders.");
        await TakenAsync(order);

        await bench.TradeAsync(100, 110, 90, units: 1_000);

        await ExpectAsync(order, OrderStatus.Filled, 10);
        Assert.True((await ReportsAsync(order))[^1].Completes);
    }

    [Theory]
    [InlineData(OrderKind.Market)]
    [InlineData(OrderKind.Limit)]
    [InlineData(OrderKind.Stop)]
    [InlineData(OrderKind.StopLimit)]
    [InlineData(OrderKind.TrailingStop)]
    public async Task What_is_held_can_be_sold_with_orders_of_every_kind(OrderKind kind)
    {
        await OpenAsync();
        Assert.SkipUnless(Broker.Capabilities.Kinds.Contains(kind), "It takes no such orders.");
        var bought = Order("o1");
        await TakenAsync(bought);
        await bench.TradeAsync(100, 100, 100, units: 1_000);
        var sold = Order("o2", Side.Sell, instructions: Reachable(kind, Side.Sell));
        // Not before it is known that it is held.
        await ExpectAsync(bought, OrderStatus.Filled, 10);
        await TakenAsync(sold);

        await bench.TradeAsync(100, 110, 90, units: 1_000);

        await ExpectAsync(sold, OrderStatus.Filled, 10, bought);
        Assert.Equal(0, (await bench.HoldsAsync(User, Account)).Units);
    }

    [Fact]
    public async Task A_limit_order_trades_at_its_limit_or_better()
    {
        await OpenAsync();
        var order = Order("o1", instructions: Limit(95));
        await TakenAsync(order);

        await bench.TradeAsync(100, 101, 96, units: 1_000);
        await ExpectAsync(order, OrderStatus.Working, 0);
        await bench.TradeAsync(94, 97, 93, units: 1_000);

        await ExpectAsync(order, OrderStatus.Filled, 10);
        Assert.True((await FoldedAsync(order)).AveragePrice!.Value.Value <= 95);
    }

    [Fact]
    public async Task An_order_that_trades_in_parts_is_full_with_the_last_one()
    {
        await OpenAsync();
        var order = Order("o1");
        await TakenAsync(order);

        await bench.TradeAsync(100, 100, 100, units: 4);
        await ExpectAsync(order, OrderStatus.PartiallyFilled, 4);
        await bench.TradeAsync(101, 101, 101, units: 3);
        await ExpectAsync(order, OrderStatus.PartiallyFilled, 7);
        await bench.TradeAsync(102, 102, 102, units: 100);

        await ExpectAsync(order, OrderStatus.Filled, 10);
        var fills = (await ReportsAsync(order)).Where(report => report.Kind == ExecutionKinds.Fill).ToList();
        Assert.Equal([false, false, true], fills.Select(fill => fill.Completes));
        Assert.Equal(10, fills.Sum(fill => fill.Quantity));
    }

    [Fact]
    public async Task What_is_immediate_or_cancelled_keeps_what_traded_at_once()
    {
        await OpenAsync();
        var order = Order("o1", instructions: Market(TimeInForce.ImmediateOrCancel));
        await TakenAsync(order);

        await bench.TradeAsync(100, 100, 100, units: 4);

        await ExpectAsync(order, OrderStatus.Cancelled, 4);
    }

    [Fact]
    public async Task Fill_or_kill_trades_nothing_when_it_cannot_trade_whole()
    {
        await OpenAsync();
        var order = Order("o1", instructions: Market(TimeInForce.FillOrKill));
        await TakenAsync(order);

        await bench.TradeAsync(100, 100, 100, units: 9);

        await ExpectAsync(order, OrderStatus.Cancelled, 0);
    }

    [Fact]
    public async Task A_day_order_expires_with_its_session_and_keeps_what_traded()
    {
        await OpenAsync();
        var order = Order("o1", instructions: Market(TimeInForce.Day));
        await TakenAsync(order);

        await bench.TradeAsync(100, 100, 100, units: 4);
        await bench.TradeAsync(100, 100, 100, units: 100);

        await ExpectAsync(order, OrderStatus.Expired, 4);
    }

    [Fact]
    public async Task An_order_good_till_a_date_expires_then()
    {
        await OpenAsync();
        var order = Order("o1", instructions: Limit(95) with { TimeInForce = TimeInForce.GoodTillDate, GoodTill = bench.Now.AddMinutes(1) });
        await TakenAsync(order);

        await bench.TradeAsync(90, 90, 90, units: 100);

        await ExpectAsync(order, OrderStatus.Expired, 0);
    }

    [Fact]
    public async Task A_good_till_cancelled_order_works_until_it_trades()
    {
        await OpenAsync();
        var order = Order("o1", instructions: Limit(95));
        await TakenAsync(order);

        for (var day = 0; day < 5; day++)
            await bench.TradeAsync(100, 101, 99, units: 100);
        await ExpectAsync(order, OrderStatus.Working, 0);
        await bench.TradeAsync(95, 95, 95, units: 100);

        await ExpectAsync(order, OrderStatus.Filled, 10);
    }

    [Fact]
    public async Task The_first_of_a_group_that_trades_ends_the_others()
    {
        var (low, high) = await OpenWithGroupAsync();
        await TakenAsync(low);
        await TakenAsync(high);

        await bench.TradeAsync(100, 106, 99, units: 4);
        await bench.TradeAsync(95, 95, 95, units: 100);

        await ExpectAsync(low, OrderStatus.Cancelled, 0, high);
        await ExpectAsync(high, OrderStatus.Filled, 10, low);
    }

    [Fact]
    public async Task An_order_that_comes_after_another_one_of_its_group_traded_ends_and_trades_nothing()
    {
        var (late, early) = await OpenWithGroupAsync();
        await TakenAsync(early);
        await bench.TradeAsync(100, 106, 99, units: 100);
        await ExpectAsync(early, OrderStatus.Filled, 10);

        await TakenAsync(late);
        await bench.TradeAsync(95, 95, 95, units: 100);

        await ExpectAsync(late, OrderStatus.Cancelled, 0, early);
    }

    /// <summary>An account, and two purchases of one group that are still to be handed over: one below the price, one when it rises.</summary>
    private async Task<(NewOrder Low, NewOrder High)> OpenWithGroupAsync()
    {
        await OpenAsync();
        Assert.SkipUnless(Broker.Capabilities.TakesGroups, "It knows no groups.");
        return (
            Order("o1", instructions: Limit(95)) with { Group = "either" },
            Order("o2", instructions: Reachable(OrderKind.Stop, Side.Buy)) with { Group = "either" });
    }

    [Fact]
    public async Task A_purchase_that_the_cash_does_not_cover_is_refused() => await IsRefusedAsync(Order("o1", units: 1_001));

    [Fact]
    public async Task A_purchase_that_the_cash_covers_only_without_what_other_orders_are_promised_is_refused()
    {
        await OpenAsync();
        await TakenAsync(Order("o0", units: 600, instructions: Limit(100)));

        await RefusedAsync(Order("o1", units: 600, instructions: Limit(100)));
    }

    [Fact]
    public async Task A_sale_of_what_is_not_held_is_refused() => await IsRefusedAsync(Order("o1", Side.Sell));

    [Fact]
    public async Task A_sale_of_what_another_order_offers_already_is_refused()
    {
        await OpenAsync();
        var bought = Order("o0");
        await TakenAsync(bought);
        await bench.TradeAsync(100, 100, 100, units: 100);
        await ExpectAsync(bought, OrderStatus.Filled, 10);
        await TakenAsync(Order("o1", Side.Sell, 6, Limit(200)));

        await RefusedAsync(Order("o2", Side.Sell, 6, Limit(200)));
    }

    [Fact]
    public async Task An_instrument_without_a_market_is_refused() =>
        await IsRefusedAsync(Order("o1") with { Instrument = InstrumentId.Create(Trading.Domain.Markets.Market.US, "NOWHERE") });

    [Fact]
    public async Task An_order_that_is_refused_for_their_number_is_not_at_the_broker_and_the_next_one_is_taken()
    {
        await OpenAsync();
        var order = Order("o1");
        bench.Fail(VenueFailure.RateLimited);
        await RefusedAsync(order);
        bench.Fail(VenueFailure.None);

        Assert.False(await bench.HasAsync(OrderKey.Of(order)));
        await TakenAsync(Order("o2"));
    }

    [Fact]
    public async Task Two_accounts_of_a_user_have_their_own_orders_and_holdings()
    {
        var other = new AccountId("account-2");
        await OpenAsync();
        await bench.OpenAsync(User, other, Deposit);
        var (mine, theirs) = (Order("o1"), Order("o1", units: 3, account: other));
        await TakenAsync(mine);
        await TakenAsync(theirs);

        await bench.TradeAsync(100, 100, 100, units: 100);

        await ExpectAsync(mine, OrderStatus.Filled, 10);
        await ExpectAsync(theirs, OrderStatus.Filled, 3);
    }

    [Fact]
    public async Task Two_users_with_accounts_of_one_name_have_their_own_orders_and_holdings()
    {
        var other = new UserId("other");
        await OpenAsync();
        await bench.OpenAsync(other, Account, Deposit);
        var (mine, theirs) = (Order("o1"), Order("o1", units: 3, user: other));
        await TakenAsync(mine);
        await TakenAsync(theirs);
        await CancelAsync(mine);

        await bench.TradeAsync(100, 100, 100, units: 100);

        await ExpectAsync(mine, OrderStatus.Cancelled, 0);
        await ExpectAsync(theirs, OrderStatus.Filled, 3);
    }

    private async Task IsRefusedAsync(NewOrder order)
    {
        await OpenAsync();

        var refusal = await RefusedAsync(order);
        await bench.TradeAsync(100, 110, 90, units: 10_000);

        // A broker that gives ids itself may keep nothing of what it refused.
        var reports = await ReportsAsync(order);
        Assert.True(reports is [] or [{ Kind: ExecutionKinds.Rejected }], string.Join(", ", Kinds(reports)));
        Assert.All(reports, report => Assert.Equal((refusal.Code, refusal.Reason), (report.Code, report.Reason)));
        Assert.Equal((Deposit, 0), await bench.HoldsAsync(User, Account));
    }
}
