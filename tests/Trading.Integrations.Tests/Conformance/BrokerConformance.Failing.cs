using Trading.Application.Orders;
using Trading.Domain.Orders;

namespace Trading.Conformance;

/// <summary>What holds when requests are repeated, lost or broken off.</summary>
public abstract partial class BrokerConformance
{
    [Fact]
    public async Task Orders_that_are_handed_over_at_once_are_each_taken_once()
    {
        await OpenAsync();
        NewOrder[] orders = [.. Enumerable.Range(0, 6).Select(i => Order($"o{i}"))];

        await Task.WhenAll(orders.Select(TakenAsync));
        await bench.TradeAsync(100, 100, 100, units: 100);

        await AddsUpAsync(orders);
        Assert.Equal(60, (await bench.HoldsAsync(User, Account)).Units);
    }

    [Theory]
    [InlineData(VenueFailure.Unreachable)]
    [InlineData(VenueFailure.RequestLost)]
    public async Task An_order_that_did_not_arrive_is_not_known_and_can_be_cancelled_for_good(VenueFailure failure)
    {
        await OpenAsync();
        var order = Order("o1");
        await LeaveOpenAsync(order, failure);

        Assert.Empty(await ReportsAsync(order));
        Assert.False(await bench.HasAsync(OrderKey.Of(order)));
        Assert.Equal([ExecutionKinds.Cancelled], Kinds(await CancelAsync(order)));
        await bench.TradeAsync(100, 100, 100, units: 100);

        await ExpectAsync(order, OrderStatus.Cancelled, 0);
    }

    [Fact]
    public async Task An_order_whose_answer_was_lost_is_found_by_asking()
    {
        await OpenAsync();
        var order = Order("o1");
        await LeaveOpenAsync(order, VenueFailure.AnswerLost);

        Assert.Equal([ExecutionKinds.Accepted, ExecutionKinds.Working], Kinds(await ReportsAsync(order)));
        await bench.TradeAsync(100, 100, 100, units: 100);

        await ExpectAsync(order, OrderStatus.Filled, 10);
    }

    [Fact]
    public async Task An_order_whose_answer_was_lost_and_that_traded_since_is_found_with_its_fills()
    {
        await OpenAsync();
        var order = Order("o1");
        await LeaveOpenAsync(order, VenueFailure.AnswerLost);
        await bench.TradeAsync(100, 100, 100, units: 4);
        await bench.TradeAsync(100, 100, 100, units: 100);

        await ExpectAsync(order, OrderStatus.Filled, 10);
        Assert.Equal(2, (await FoldedAsync(order)).Executions.Count);
    }

    [Fact]
    public async Task A_refusal_that_was_not_heard_leaves_nothing_at_the_broker()
    {
        await OpenAsync();
        var order = Order("o1", Side.Sell);
        await LeaveOpenAsync(order, VenueFailure.AnswerLost);

        var reports = await ReportsAsync(order);

        Assert.True(reports is [] or [{ Kind: ExecutionKinds.Rejected }], string.Join(", ", Kinds(reports)));
    }

    [Theory]
    [InlineData(VenueFailure.Unreachable)]
    [InlineData(VenueFailure.RequestLost)]
    [InlineData(VenueFailure.AnswerLost)]
    public async Task A_question_that_fails_loses_nothing(VenueFailure failure)
    {
        await OpenAsync();
        var order = Order("o1");
        await TakenAsync(order);
        await bench.TradeAsync(100, 100, 100, units: 4);

        bench.Fail(failure);
        await Assert.ThrowsAnyAsync<Exception>(() => ReportsAsync(order));
        await bench.TradeAsync(101, 101, 101, units: 100);
        await Assert.ThrowsAnyAsync<Exception>(() => ReportsAsync(order));
        bench.Fail(VenueFailure.None);

        await ExpectAsync(order, OrderStatus.Filled, 10);
    }

    [Fact]
    public async Task A_broker_that_forgot_an_order_for_a_while_tells_all_of_it_later()
    {
        await OpenAsync();
        var order = Order("o1");
        await TakenAsync(order);
        await bench.TradeAsync(100, 100, 100, units: 4);
        var before = await ReportsAsync(order);

        bench.Fail(VenueFailure.Forgetful);
        Assert.Empty(await ReportsAsync(order));
        bench.Fail(VenueFailure.None);

        Assert.Equal(before, await ReportsAsync(order));
    }

    [Fact]
    public async Task A_call_that_was_cancelled_before_it_began_sends_nothing()
    {
        await OpenAsync();
        var order = Order("o1");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Broker.SubmitAsync(order, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Broker.ReportsAsync(OrderKey.Of(order), cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Broker.CancelAsync(OrderKey.Of(order), "enough", bench.Now, cancelled.Token));

        Assert.False(await bench.HasAsync(OrderKey.Of(order)));
        Assert.Empty(await ReportsAsync(order));
    }

    [Fact]
    public async Task A_call_that_its_caller_gives_up_ends_and_what_became_of_the_order_is_found_by_asking()
    {
        await OpenAsync();
        var order = Order("o1");
        using var patience = new CancellationTokenSource();

        bench.Fail(VenueFailure.Silent);
        var call = Broker.SubmitAsync(order, patience.Token);
        await patience.CancelAsync();
        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => call);
        bench.Fail(VenueFailure.None);

        Assert.True(thrown is OperationCanceledException or OrderFateUnknownException, thrown.ToString());
        Assert.Equal(await bench.HasAsync(OrderKey.Of(order)), (await ReportsAsync(order)).Count > 0);
    }

    [Fact]
    public async Task A_question_that_its_caller_gives_up_ends()
    {
        await OpenAsync();
        var order = Order("o1");
        await TakenAsync(order);
        using var patience = new CancellationTokenSource();

        bench.Fail(VenueFailure.Silent);
        var call = Broker.ReportsAsync(OrderKey.Of(order), patience.Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        bench.Fail(VenueFailure.None);

        await ExpectAsync(order, OrderStatus.Working, 0);
    }
}
