using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Orders;
using Trading.Application.Risk;
using Trading.Application.Tests.PaperTrading;
using Trading.Domain.Orders;

namespace Trading.Application.Tests.Orders;

/// <summary>An order whose answer got lost is asked for, and escalated after a minute.</summary>
public sealed class LostAnswerTests : OrderSteps
{
    [Fact]
    public async Task An_order_whose_answer_got_lost_is_resolved_by_asking_and_never_sent_again()
    {
        Broker.Answer = _ => throw new OrderFateUnknownException("no answer within 10 s");
        await CheckAsync();
        await SubmitAsync();
        Assert.Equal(OrderStatus.Unknown, Order.Status);

        await SubmitAsync();
        Broker.Reports = [ExecutionMessage.Of(Key, ExecutionKinds.Accepted, Now, "broker-1"), Fill()];
        var progress = await BookAsync(askBroker: true);

        Assert.Equal(1, Broker.Submissions);
        Assert.True(progress.IsSettled);
        Assert.Equal("broker-1", Order.BrokerOrderId);
    }

    [Fact]
    public async Task A_fate_that_stays_open_for_a_minute_halts_the_openings_of_its_account_until_somebody_lets_it_go_on()
    {
        Broker.Answer = _ => throw new OrderFateUnknownException("no answer within 10 s");
        await CheckAsync();
        await SubmitAsync();

        Clock.Now += TimeSpan.FromSeconds(40);
        await BookAsync(askBroker: true);
        Assert.Empty(Bench.Stores.Halts);
        Clock.Now += TimeSpan.FromSeconds(20);
        await BookAsync(askBroker: true);
        await BookAsync(askBroker: true);

        Assert.Equal((OrderStatus.Unknown, true, 1), (Order.Status, Order.IsEscalated, Broker.Submissions));
        Assert.Single(Bench.Stores.Orders[Key].OfType<FateEscalated>());
        Assert.Contains("order-1", Bench.Stores.Halts[Key.Account].Reason, StringComparison.Ordinal);
        Assert.Equal((OrderStatus.RiskDenied, "account-halted"), await JudgeAsync("order-2", OrderEffect.Opening));
        Assert.Equal((OrderStatus.Created, null), await JudgeAsync("order-3", OrderEffect.Reducing));

        // It was filled after all; that the account may go on is for a person to say.
        Broker.Reports = [ExecutionMessage.Of(Key, ExecutionKinds.Accepted, Now, "broker-1"), Fill()];
        Assert.True((await BookAsync(askBroker: true)).IsSettled);
        Assert.Equal((OrderStatus.RiskDenied, "account-halted"), await JudgeAsync("order-4", OrderEffect.Opening));
        Bench.Stores.Halts[Key.Account] = Bench.Stores.Halts[Key.Account] with { ChangedAt = Now };
        Assert.True((await Bench.Services.GetRequiredService<RiskSettings>().SetHaltAsync(Bench.User, Key.Account, isHalted: false, "looked at it", Cancel)).TryGet(out _, out _));
        Assert.Equal((OrderStatus.Created, null), await JudgeAsync("order-5", OrderEffect.Opening));
    }

    [Fact]
    public async Task A_broker_that_cannot_be_asked_is_no_reason_to_wait_longer()
    {
        Broker.Answer = _ => throw new OrderFateUnknownException("no answer within 10 s");
        await CheckAsync();
        await SubmitAsync();
        Broker.IsUnreachable = true;
        Clock.Now += TimeSpan.FromSeconds(61);

        await Assert.ThrowsAsync<HttpRequestException>(() => BookAsync(askBroker: true));

        Assert.True(Order.IsEscalated);
        Assert.True(Bench.Stores.Halts[Key.Account].IsHalted);
    }
}
