using Trading.Application.Orders;
using Trading.Conformance;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Reconciliation;

namespace Trading.Application.Tests.PaperTrading;

/// <summary>The conformance suite fails for adapters with the defects that adapters have.</summary>
public sealed class ConformanceCatchesTests
{
    [Fact]
    public Task A_fill_that_is_left_out() => CatchesAsync(
        new Flaw { Reports = reports => [.. reports.Where(report => report.ExecutionId is not { } id || !id.EndsWith("-2", StringComparison.Ordinal))] },
        suite => suite.An_order_that_trades_in_parts_is_full_with_the_last_one());

    [Fact]
    public Task A_fill_that_counts_twice() => CatchesAsync(
        new Flaw { Reports = reports => [.. reports, .. reports.Where(report => report.ExecutionId is not null).Select(report => report with { ExecutionId = report.ExecutionId + "x" })] },
        suite => suite.A_limit_order_trades_at_its_limit_or_better());

    [Fact]
    public Task Ids_of_fills_that_change_whenever_they_are_asked_for()
    {
        var asked = 0;
        return CatchesAsync(
            new Flaw { Reports = reports => [.. reports.Select(report => report.ExecutionId is { } id ? report with { ExecutionId = $"{id}-{asked++}" } : report)] },
            suite => suite.The_same_is_said_however_often_it_is_asked());
    }

    [Fact]
    public Task Reports_in_the_wrong_order() => CatchesAsync(
        new Flaw { Reports = reports => [.. reports.Reverse()] }, suite => suite.Reports_come_in_the_order_in_which_things_happened());

    [Fact]
    public Task An_order_that_is_taken_anew_each_time_it_is_handed_over()
    {
        var handed = 0;
        return CatchesAsync(
            new Flaw { Order = order => order with { Id = new OrderId($"{order.Id}-{handed++}") } },
            suite => suite.An_order_that_is_handed_over_again_gets_the_first_answer_and_trades_once());
    }

    [Fact]
    public Task Silence_that_is_taken_for_a_refusal() => CatchesAsync(
        new Flaw { RefusesOnSilence = true }, suite => suite.An_order_whose_answer_was_lost_is_found_by_asking());

    [Fact]
    public Task A_cancel_that_is_not_kept_for_an_order_that_comes_later() => CatchesAsync(
        new Flaw { CancelsKnownOrdersOnly = true }, suite => suite.An_order_that_is_cancelled_before_it_arrives_may_not_arrive_any_more());

    [Fact]
    public Task Calls_that_nobody_can_end() => CatchesAsync(
        new Flaw { IgnoresTokens = true }, suite => suite.A_call_that_was_cancelled_before_it_began_sends_nothing());

    private static async Task CatchesAsync(Flaw flaw, Func<ClientOrderIdConformance, Task> test)
    {
        var sound = new Suite(SimulatorInMemoryTests.Bench(takesClientOrderIds: true));
        var flawed = new Suite(new FlawedBench(SimulatorInMemoryTests.Bench(takesClientOrderIds: true), flaw));

        await test(sound);
        await Assert.ThrowsAnyAsync<Exception>(() => test(flawed));
    }

    private sealed class Suite(BrokerBench bench) : ClientOrderIdConformance(bench);

    private sealed record Flaw
    {
        public Func<IReadOnlyList<ExecutionMessage>, IReadOnlyList<ExecutionMessage>> Reports { get; init; } = reports => reports;

        public Func<NewOrder, NewOrder> Order { get; init; } = order => order;

        public bool RefusesOnSilence { get; init; }

        public bool CancelsKnownOrdersOnly { get; init; }

        public bool IgnoresTokens { get; init; }
    }

    private sealed class FlawedBench(BrokerBench sound, Flaw flaw) : BrokerBench
    {
        public override IBroker Broker { get; } = new FlawedBroker(sound, flaw);

        public override InstrumentId Instrument => sound.Instrument;

        public override DateTimeOffset Now => sound.Now;

        public override Task OpenAsync(UserId user, AccountId account, decimal cash) => sound.OpenAsync(user, account, cash);

        public override Task TradeAsync(decimal open, decimal high, decimal low, decimal units) => sound.TradeAsync(open, high, low, units);

        public override Task<(decimal Cash, decimal Units)> HoldsAsync(UserId user, AccountId account) => sound.HoldsAsync(user, account);

        public override Task<bool> HasAsync(OrderKey key) => sound.HasAsync(key);

        public override void Fail(VenueFailure failure) => sound.Fail(failure);

        public override void BeHostile(int seed) => sound.BeHostile(seed);
    }

    private sealed class FlawedBroker(BrokerBench sound, Flaw flaw) : IBroker
    {
        public BrokerCapabilities Capabilities => sound.Broker.Capabilities;

        public async Task<Result<BrokerOrderId, BrokerRefusal>> SubmitAsync(NewOrder order, CancellationToken cancellationToken)
        {
            try
            {
                return await sound.Broker.SubmitAsync(flaw.Order(order), Token(cancellationToken));
            }
            catch (OrderFateUnknownException) when (flaw.RefusesOnSilence)
            {
                return new BrokerRefusal("failed", "The order failed.");
            }
        }

        public async Task<IReadOnlyList<ExecutionMessage>> ReportsAsync(OrderKey key, CancellationToken cancellationToken) =>
            flaw.Reports(await sound.Broker.ReportsAsync(key, Token(cancellationToken)));

        public async Task<IReadOnlyList<ExecutionMessage>> CancelAsync(OrderKey key, string reason, DateTimeOffset at, CancellationToken cancellationToken) =>
            flaw.CancelsKnownOrdersOnly && !await sound.HasAsync(key)
                ? [ExecutionMessage.Of(key, ExecutionKinds.Cancelled, at, reason: reason)]
                : await sound.Broker.CancelAsync(key, reason, at, Token(cancellationToken));

        public Task<BrokerState?> StateAsync(UserId user, AccountId account, CancellationToken cancellationToken) =>
            sound.Broker.StateAsync(user, account, Token(cancellationToken));

        private CancellationToken Token(CancellationToken given) => flaw.IgnoresTokens ? CancellationToken.None : given;
    }
}
