using Trading.Application.Orders;
using Trading.Application.Tests.PaperTrading;
using Trading.Domain.Orders;

namespace Trading.Application.Tests.Orders;

/// <summary>An order leaves once, whatever is repeated and wherever the process dies.</summary>
public sealed class SubmitOrderTests : OrderSteps
{
    [Fact]
    public async Task A_step_that_is_repeated_repeats_nothing()
    {
        await CheckAsync();
        await CheckAsync();
        await SubmitAsync();
        await SubmitAsync();
        await RecordAsync(Fill());
        await RecordAsync(Fill());
        await BookAsync();
        var progress = await BookAsync();

        Assert.True(progress.IsSettled);
        Assert.Equal(1, Broker.Submissions);
        Assert.Equal(2, Bench.Stores.Ledgers[Key.Account].Count);
        Assert.Equal(5000 - 1000 - 1, Bench.Stores.BooksOf(Key.Account).Cash.Value);
        Assert.Empty(Order.Contradictions);
    }

    [Fact]
    public async Task A_crash_cannot_leave_half_of_the_brokers_answer()
    {
        await CheckAsync();
        await SubmitAsync();

        // An order that is accepted but not seen to work would be waited for in vain: the step isn't repeated once it was accepted.
        Assert.Equal([typeof(OrderAccepted), typeof(OrderWorking)], Bench.Stores.Appended[^1]);
        Assert.Equal(OrderStatus.Working, Order.Status);
    }

    [Fact]
    public async Task What_may_have_been_sent_before_a_crash_is_sent_again_only_to_a_broker_that_takes_our_id_once()
    {
        await CheckAsync();
        await DieWhileSubmittingAsync();
        Assert.Equal(OrderStatus.Submitting, Order.Status);
        Broker.Answer = _ => new BrokerOrderId("broker-1");

        Broker.Capabilities = new BrokerCapabilities(TakesClientOrderIds: false);
        await SubmitAsync();
        Assert.Equal((OrderStatus.Unknown, 1), (Order.Status, Broker.Submissions));
        await SubmitAsync();
        Assert.Equal(1, Broker.Submissions);
    }

    [Fact]
    public async Task A_crash_before_the_answer_is_repaired_under_the_same_id_where_the_broker_takes_it_once()
    {
        await CheckAsync();
        await DieWhileSubmittingAsync();
        Broker.Answer = _ => new BrokerOrderId("broker-1");

        await SubmitAsync();

        Assert.Equal((OrderStatus.Working, "broker-1", 2), (Order.Status, Order.BrokerOrderId, Broker.Submissions));
    }

    [Fact]
    public async Task Whatever_goes_wrong_while_an_order_leaves_its_fate_is_open_where_the_broker_takes_no_ids_of_ours()
    {
        await CheckAsync();
        Broker.Capabilities = new BrokerCapabilities(TakesClientOrderIds: false);
        Broker.Answer = _ => throw new FormatException("an answer that nobody can read");

        await SubmitAsync();

        Assert.Equal((OrderStatus.Unknown, 1), (Order.Status, Broker.Submissions));
    }

    [Fact]
    public async Task A_refusal_of_the_broker_ends_the_order_with_its_reason()
    {
        Broker.Answer = _ => new BrokerRefusal("halted", "Trading is halted.");
        await CheckAsync();

        await SubmitAsync();

        Assert.Equal((OrderStatus.Rejected, "halted", "Trading is halted."), (Order.Status, Order.EndCode, Order.EndReason));
    }
}
