using Trading.Application.Orders;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Reconciliation;
using Trading.Domain.Values;
using Trading.Local.Trials;

namespace Trading.Local.Tests.Trials;

/// <summary>A seed of the trading system gives one history; systems that keep their promises pass, and brokers that are worse than hostile are found out.</summary>
public sealed class TradingTrialTests
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(8);

    [Fact]
    public void The_same_seed_gives_the_same_history()
    {
        using var first = new StringWriter();
        using var second = new StringWriter();

        TradingTrial.Run(7, Length, isCalm: false, first);
        TradingTrial.Run(7, Length, isCalm: false, second);

        Assert.Contains("broker", first.ToString(), StringComparison.Ordinal);
        Assert.Equal(first.ToString(), second.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whatever_goes_wrong_no_promise_is_broken(bool isCalm)
    {
        var results = Enumerable.Range(1, 6).Select(seed => TradingTrial.Run(seed, Length, isCalm, history: null)).ToList();

        Assert.All(results, result => Assert.True(result.Violations.Count == 0, $"seed {result.Seed}: {string.Join("; ", result.Violations)}"));
        // There was something to be kept.
        Assert.True(Sum(results, "fills") >= 4, $"{Sum(results, "fills")} fills");
    }

    [Fact]
    public void A_broker_that_cannot_be_asked_for_longer_than_steps_are_repeated_leaves_no_order_behind() =>
        Assert.All(Enumerable.Range(1, 3), seed => Assert.Empty(TradingTrial.Run(seed, Length, isCalm: false, history: null, broker => new Unreachable(broker)).Violations));

    [Fact]
    public void A_fill_that_comes_again_as_another_one_is_noticed()
    {
        var found = FirstViolations(broker => new Doubling(broker));

        Assert.Contains(found, violation => violation.Contains("fills at the broker and here", StringComparison.Ordinal));
        Assert.Contains(found, violation => violation.Contains("cash at the broker and in the ledger", StringComparison.Ordinal));
    }

    [Fact]
    public void An_order_that_is_sent_twice_is_noticed() =>
        Assert.Contains(FirstViolations(broker => new Resending(broker)), violation => violation.Contains("arrived 2 times", StringComparison.Ordinal));

    [Fact]
    public void A_fill_that_is_kept_from_the_system_is_noticed() =>
        Assert.Contains(FirstViolations(broker => new Forgetting(broker)), violation => violation.Contains("fills at the broker and here", StringComparison.Ordinal));

    // Not every seed has orders that trade.
    private static IReadOnlyList<string> FirstViolations(Func<ITrialBroker, ITrialBroker> between) =>
        Enumerable.Range(1, 20).Select(seed => TradingTrial.Run(seed, Length, isCalm: true, history: null, between).Violations)
            .FirstOrDefault(violations => violations.Count > 0) ?? [];

    private static int Sum(IEnumerable<TrialResult> results, string figure) =>
        results.Sum(result => result.Figures.Single(one => one.Name == figure).Count);

    /// <summary>Does what the broker does.</summary>
    private abstract class Passing(ITrialBroker broker) : ITrialBroker
    {
        public BrokerCapabilities Capabilities => broker.Capabilities;

        public virtual Task<Result<BrokerOrderId, BrokerRefusal>> SubmitAsync(NewOrder order, CancellationToken cancellationToken) =>
            broker.SubmitAsync(order, cancellationToken);

        public virtual Task<IReadOnlyList<ExecutionMessage>> ReportsAsync(OrderKey key, CancellationToken cancellationToken) =>
            broker.ReportsAsync(key, cancellationToken);

        public virtual Task<IReadOnlyList<ExecutionMessage>> CancelAsync(OrderKey key, string reason, DateTimeOffset at, CancellationToken cancellationToken) =>
            broker.CancelAsync(key, reason, at, cancellationToken);

        public Task<BrokerState?> StateAsync(UserId user, AccountId account, CancellationToken cancellationToken) => broker.StateAsync(user, account, cancellationToken);

        public virtual Task<IReadOnlyList<ExecutionMessage>> TradeAtOpenAsync(
            OrderKey key, DateTimeOffset barTime, Price open, FillCosts costs, DateTimeOffset at, CancellationToken cancellationToken) =>
            broker.TradeAtOpenAsync(key, barTime, open, costs, at, cancellationToken);
    }

    private sealed class Doubling(ITrialBroker broker) : Passing(broker)
    {
        public override async Task<IReadOnlyList<ExecutionMessage>> TradeAtOpenAsync(
            OrderKey key, DateTimeOffset barTime, Price open, FillCosts costs, DateTimeOffset at, CancellationToken cancellationToken)
        {
            var reports = await base.TradeAtOpenAsync(key, barTime, open, costs, at, cancellationToken);
            return [.. reports, .. reports.Where(report => report.Kind == ExecutionKinds.Fill).Select(fill => fill with { ExecutionId = fill.ExecutionId + "-again" })];
        }
    }

    private sealed class Resending(ITrialBroker broker) : Passing(broker)
    {
        public override async Task<Result<BrokerOrderId, BrokerRefusal>> SubmitAsync(NewOrder order, CancellationToken cancellationToken)
        {
            await base.SubmitAsync(order, cancellationToken);
            return await base.SubmitAsync(order, cancellationToken);
        }
    }

    private sealed class Unreachable(ITrialBroker broker) : Passing(broker)
    {
        private int questions;

        public override Task<IReadOnlyList<ExecutionMessage>> ReportsAsync(OrderKey key, CancellationToken cancellationToken) =>
            ++questions <= 40 ? throw new HttpRequestException("No route to the broker.") : base.ReportsAsync(key, cancellationToken);
    }

    private sealed class Forgetting(ITrialBroker broker) : Passing(broker)
    {
        public override async Task<IReadOnlyList<ExecutionMessage>> ReportsAsync(OrderKey key, CancellationToken cancellationToken) =>
            WithoutFills(await base.ReportsAsync(key, cancellationToken));

        public override async Task<IReadOnlyList<ExecutionMessage>> CancelAsync(OrderKey key, string reason, DateTimeOffset at, CancellationToken cancellationToken) =>
            [.. WithoutFills(await base.CancelAsync(key, reason, at, cancellationToken)), ExecutionMessage.Of(key, ExecutionKinds.Cancelled, at, reason: reason)];

        public override async Task<IReadOnlyList<ExecutionMessage>> TradeAtOpenAsync(
            OrderKey key, DateTimeOffset barTime, Price open, FillCosts costs, DateTimeOffset at, CancellationToken cancellationToken) =>
            WithoutFills(await base.TradeAtOpenAsync(key, barTime, open, costs, at, cancellationToken));

        private static IReadOnlyList<ExecutionMessage> WithoutFills(IEnumerable<ExecutionMessage> reports) =>
            [.. reports.Where(report => report.Kind != ExecutionKinds.Fill)];
    }
}
