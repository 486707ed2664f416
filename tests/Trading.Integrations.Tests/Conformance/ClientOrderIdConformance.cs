using Trading.Domain.Orders;

namespace Trading.Conformance;

/// <summary>
/// What brokers must keep besides that take our id of an order (<c>BrokerCapabilities.TakesClientOrderIds</c>): one that is handed over again is the same one.
/// </summary>
/// <param name="bench">The adapter and the venue behind it.</param>
public abstract class ClientOrderIdConformance(BrokerBench bench) : BrokerConformance(bench)
{
    [Fact]
    public async Task An_order_that_is_handed_over_again_gets_the_first_answer_and_trades_once()
    {
        await OpenAsync();
        var order = Order("o1");
        var id = await TakenAsync(order);

        Assert.Equal(id, await TakenAsync(order));
        await Venue.TradeAsync(100, 100, 100, units: 100);
        Assert.Equal(id, await TakenAsync(order));
        await Venue.TradeAsync(100, 100, 100, units: 100);

        await ExpectAsync(order, OrderStatus.Filled, 10);
    }

    [Fact]
    public async Task An_order_that_is_handed_over_again_after_it_was_cancelled_stays_cancelled()
    {
        await OpenAsync();
        var order = Order("o1");
        var id = await TakenAsync(order);
        await CancelAsync(order);

        Assert.Equal(id, await TakenAsync(order));
        await Venue.TradeAsync(100, 100, 100, units: 100);

        await ExpectAsync(order, OrderStatus.Cancelled, 0);
    }

    [Fact]
    public async Task A_refused_order_that_is_handed_over_again_is_refused_for_the_same_reason()
    {
        await OpenAsync();
        var order = Order("o1", Side.Sell);
        var refusal = await RefusedAsync(order);
        var bought = Order("o2");
        await TakenAsync(bought);
        await Venue.TradeAsync(100, 100, 100, units: 100);
        await ExpectAsync(bought, OrderStatus.Filled, 10);

        // Now it could be sold; the answer was given.
        Assert.Equal(refusal, await RefusedAsync(order));
    }

    [Fact]
    public async Task An_order_that_is_handed_over_by_many_at_once_trades_once()
    {
        await OpenAsync();
        var order = Order("o1");

        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TakenAsync(order)));
        await Venue.TradeAsync(100, 100, 100, units: 100);

        Assert.Single(ids.Distinct());
        await ExpectAsync(order, OrderStatus.Filled, 10);
    }

    [Theory]
    [InlineData(VenueFailure.Unreachable)]
    [InlineData(VenueFailure.RequestLost)]
    [InlineData(VenueFailure.AnswerLost)]
    public async Task An_order_whose_fate_is_open_can_be_handed_over_again_under_its_id(VenueFailure failure)
    {
        await OpenAsync();
        var order = Order("o1");
        await LeaveOpenAsync(order, failure);
        await LeaveOpenAsync(order, failure);

        await TakenAsync(order);
        await Venue.TradeAsync(100, 100, 100, units: 100);

        await ExpectAsync(order, OrderStatus.Filled, 10);
    }
}
