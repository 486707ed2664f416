using Microsoft.Extensions.Logging.Abstractions;
using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Application.Strategies;
using Trading.Application.Tests.PaperTrading;
using Trading.Domain.Accounts;
using Trading.Domain.Orders;
using Trading.Domain.PaperTrading;
using Trading.Domain.Signals;
using Trading.Domain.Strategies;
using Trading.Domain.Values;

namespace Trading.Application.Tests.Orders;

/// <summary>Orders are taken back: one, all, and where the broker cannot be asked.</summary>
public sealed class CancelOrderTests : OrderSteps
{
    [Fact]
    public async Task A_user_cancels_an_order_once_and_one_that_has_ended_never()
    {
        await CheckAsync();
        await SubmitAsync();

        var asked = await CancelAsync("order-1");
        await RecordAsync(ExecutionMessage.Of(Key, ExecutionKinds.Cancelled, Now, reason: "by the user"));
        var again = await CancelAsync("order-1");

        Assert.Equal((OrderStatus.CancelPending, false), (asked!.Value.Order.Status, asked.Value.HadEnded));
        Assert.Equal((OrderStatus.Cancelled, true), (again!.Value.Order.Status, again.Value.HadEnded));
        Assert.Equal(["order-1"], Broker.Cancelled);
        Assert.Null(await CancelAsync("none"));
    }

    [Fact]
    public async Task A_wish_to_cancel_that_got_lost_is_told_again_with_its_reason_when_the_broker_is_asked()
    {
        await CheckAsync();
        await SubmitAsync();
        Broker.IsUnreachable = true;
        Assert.Equal(OrderStatus.CancelPending, (await CancelAsync("order-1"))!.Value.Order.Status);
        Broker.IsUnreachable = false;

        var progress = await BookAsync(askBroker: true);

        Assert.True(progress.IsSettled);
        Assert.Equal((OrderStatus.Cancelled, "by the user"), (Order.Status, Order.EndReason));
        Assert.Equal(["order-1"], Broker.Cancelled);
    }

    [Fact]
    public async Task An_order_that_fills_while_its_broker_cannot_be_told_of_the_wish_to_cancel_is_shown_as_filled()
    {
        await CheckAsync();
        await SubmitAsync();
        Broker.IsUnreachable = true;
        Broker.BeforeCancelling = () => RecordAsync(Fill());

        Assert.Equal(OrderStatus.Filled, (await CancelAsync("order-1"))!.Value.Order.Status);
        Assert.Empty(Broker.Cancelled);
    }

    [Fact]
    public async Task A_broker_that_cannot_be_reached_fails_no_deployment_that_ends_and_hears_its_wish_later()
    {
        await CheckAsync();
        await SubmitAsync();
        var pending = new PendingOrders(Bench.Stores, Bench, CancelOrder(), NullLogger<PendingOrders>.Instance);
        var deployment = new Deployment(
            Bench.User, new DeploymentId(Key.Account.Value), Crossing(), null, new Money(5000), null, Now)
        {
            Status = DeploymentStatus.Stopping,
            Pending = [new PendingOrder(new SignalId("signal-1"), Key.Id, Reported: false)],
        };

        Broker.IsUnreachable = true;
        Assert.True((await pending.ReviewAsync(deployment, nudge: false, Cancel)).MustWait);
        Broker.IsUnreachable = false;
        Assert.True((await pending.ReviewAsync(deployment, nudge: true, Cancel)).MustWait);

        Assert.Equal((OrderStatus.CancelPending, "order-1"), (Order.Status, Assert.Single(Broker.Cancelled)));
    }

    [Fact]
    public async Task An_order_that_has_not_left_is_cancelled_without_asking_anybody()
    {
        Assert.Equal(OrderStatus.Cancelled, (await CancelAsync("order-1"))!.Value.Order.Status);

        await CheckAsync();
        await SubmitAsync();
        Assert.Equal((OrderStatus.Cancelled, 0, 0), (Order.Status, Broker.Cancelled.Count, Broker.Submissions));
    }

    [Fact]
    public async Task Cancelling_everything_goes_on_where_a_broker_cannot_be_asked()
    {
        await CheckAsync();
        await SubmitAsync();
        await JudgeAsync("order-2", OrderEffect.Opening);   // cleared, not sent
        Broker.IsUnreachable = true;

        var failing = await Canceller().CancelAllAsync(Bench.User, null, "drill", Bench, Cancel);
        Assert.Equal((1, "order-1"), (failing.Asked, Assert.Single(failing.Failed)));

        Broker.IsUnreachable = false;
        Assert.Equal(1, (await Canceller().CancelAllAsync(Bench.User, Key.Account, "drill", Bench, Cancel)).Asked);
        Assert.Equal(["order-1"], Broker.Cancelled);
        Assert.Equal(0, (await Canceller().CancelAllAsync(Bench.User, new AccountId("other"), "drill", Bench, Cancel)).Asked);
    }

    private static StrategyDocument Crossing() => StrategyReader.Read(
        new StrategyDocumentDraft("cross", "US", ["SPY"], "1d", new StrategyDraft("close > open", "close < open"), null), new FieldErrors())!;
}
