using Trading.Application.Orders;
using Trading.Domain.Orders;

namespace Trading.Conformance;

/// <summary>What cancelling does to an order in every state.</summary>
public abstract partial class BrokerConformance
{
    [Fact]
    public async Task An_order_that_is_cancelled_before_it_arrives_may_not_arrive_any_more()
    {
        await OpenAsync();
        var order = Order("o1");

        var answer = await CancelAsync(order);
        var refusal = await RefusedAsync(order);
        await bench.TradeAsync(100, 110, 90, units: 100);

        Assert.Equal([ExecutionKinds.Cancelled], Kinds(answer));
        Assert.NotNull(refusal);
        Assert.False(await bench.HasAsync(OrderKey.Of(order)));
        Assert.Equal((Deposit, 0), await bench.HoldsAsync(User, Account));
    }

    [Fact]
    public async Task What_is_said_of_an_order_cancelled_before_it_arrived_stays_the_same()
    {
        await OpenAsync();
        var order = Order("o1");
        var answer = await CancelAsync(order);

        Assert.Equal(answer, await CancelAsync(order));
        Assert.Equal(answer, await ReportsAsync(order));
    }

    [Fact]
    public async Task An_order_that_works_is_cancelled_and_trades_no_more()
    {
        await OpenAsync();
        var order = Order("o1");
        await TakenAsync(order);

        Assert.Equal(ExecutionKinds.Cancelled, (await CancelAsync(order))[^1].Kind);
        await bench.TradeAsync(100, 110, 90, units: 100);

        await ExpectAsync(order, OrderStatus.Cancelled, 0);
    }

    [Fact]
    public async Task An_order_that_traded_a_part_is_cancelled_and_keeps_it()
    {
        await OpenAsync();
        var order = Order("o1");
        await TakenAsync(order);
        await bench.TradeAsync(100, 100, 100, units: 4);
        await ExpectAsync(order, OrderStatus.PartiallyFilled, 4);

        Assert.Equal(ExecutionKinds.Cancelled, (await CancelAsync(order))[^1].Kind);
        await bench.TradeAsync(100, 100, 100, units: 100);

        await ExpectAsync(order, OrderStatus.Cancelled, 4);
    }

    [Fact]
    public async Task A_fill_that_wins_the_race_against_a_cancel_counts_and_is_the_answer()
    {
        await OpenAsync();
        var order = Order("o1");
        await TakenAsync(order);
        await bench.TradeAsync(100, 100, 100, units: 100);

        // Nobody has asked since it traded.
        Assert.Equal(ExecutionKinds.Fill, (await CancelAsync(order))[^1].Kind);

        await ExpectAsync(order, OrderStatus.Filled, 10);
    }

    [Fact]
    public async Task A_part_that_wins_the_race_against_a_cancel_counts_and_is_in_the_answer()
    {
        await OpenAsync();
        var order = Order("o1");
        await TakenAsync(order);
        await bench.TradeAsync(100, 100, 100, units: 4);

        Assert.Equal([ExecutionKinds.Fill, ExecutionKinds.Cancelled], Kinds(await CancelAsync(order)).TakeLast(2));

        await ExpectAsync(order, OrderStatus.Cancelled, 4);
    }

    [Fact]
    public async Task Cancelling_twice_changes_nothing()
    {
        await OpenAsync();
        var order = Order("o1");
        await TakenAsync(order);
        var first = await CancelAsync(order);
        await bench.TradeAsync(100, 100, 100, units: 100);

        Assert.Equal(first, await CancelAsync(order));

        await ExpectAsync(order, OrderStatus.Cancelled, 0);
    }

    [Fact]
    public async Task Cancelling_what_is_filled_changes_nothing()
    {
        await OpenAsync();
        var order = Order("o1");
        await TakenAsync(order);
        await bench.TradeAsync(100, 100, 100, units: 100);
        var before = await ReportsAsync(order);

        await CancelAsync(order);

        Assert.Equal(before, await ReportsAsync(order));
        await ExpectAsync(order, OrderStatus.Filled, 10);
    }

    [Fact]
    public async Task Cancelling_what_has_expired_changes_nothing()
    {
        await OpenAsync();
        var order = Order("o1", instructions: Limit(50) with { TimeInForce = TimeInForce.Day });
        await TakenAsync(order);
        await bench.TradeAsync(100, 100, 100, units: 100);

        await CancelAsync(order);

        await ExpectAsync(order, OrderStatus.Expired, 0);
    }

    [Fact]
    public async Task Cancelling_one_order_leaves_the_others_alone()
    {
        await OpenAsync();
        var (one, other) = (Order("o1"), Order("o2"));
        await TakenAsync(one);
        await TakenAsync(other);

        await CancelAsync(one);
        await bench.TradeAsync(100, 100, 100, units: 100);

        await ExpectAsync(one, OrderStatus.Cancelled, 0, other);
        await ExpectAsync(other, OrderStatus.Filled, 10, one);
    }

    [Theory]
    [InlineData(VenueFailure.Unreachable)]
    [InlineData(VenueFailure.RequestLost)]
    public async Task A_cancel_that_does_not_arrive_fails_and_the_order_works_on_until_it_is_told_again(VenueFailure failure)
    {
        await OpenAsync();
        var order = Order("o1");
        await TakenAsync(order);

        bench.Fail(failure);
        await Assert.ThrowsAnyAsync<Exception>(() => CancelAsync(order));
        bench.Fail(VenueFailure.None);
        await ExpectAsync(order, OrderStatus.Working, 0);
        await CancelAsync(order);

        await ExpectAsync(order, OrderStatus.Cancelled, 0);
    }

    [Fact]
    public async Task A_cancel_whose_answer_is_lost_has_happened()
    {
        await OpenAsync();
        var order = Order("o1");
        await TakenAsync(order);

        bench.Fail(VenueFailure.AnswerLost);
        await Assert.ThrowsAnyAsync<Exception>(() => CancelAsync(order));
        bench.Fail(VenueFailure.None);
        await bench.TradeAsync(100, 100, 100, units: 100);

        await ExpectAsync(order, OrderStatus.Cancelled, 0);
    }

    [Fact]
    public async Task A_chain_of_replacements_trades_no_more_than_the_size()
    {
        await OpenAsync();
        List<NewOrder> chain = [];
        var left = 10m;
        for (var link = 1; link <= 4 && left > 0; link++)
        {
            // What takes another one's place leaves when that one has ended, with what it left.
            var order = Order($"o{link}", units: left, instructions: Limit(99 + link));
            chain.Add(order);
            await TakenAsync(order);
            await bench.TradeAsync(100, 100, 100, units: 3);
            await CancelAsync(order);
            left -= (await FoldedAsync(order)).Filled.Value;
        }

        Assert.Equal(10 - left, (await bench.HoldsAsync(User, Account)).Units);
        Assert.Equal([3m, 3m, 3m, 1m], await Task.WhenAll(chain.Select(async order => (await FoldedAsync(order)).Filled.Value)));
        await AddsUpAsync([.. chain]);
    }
}
