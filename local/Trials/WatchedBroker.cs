using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Reconciliation;
using Trading.Domain.Values;

namespace Trading.Local.Trials;

/// <summary>The simulated broker as an observer sees it who stands beside it: what arrives there, and what it trades.</summary>
/// <param name="broker">The simulated broker.</param>
/// <param name="takesClientOrderIds">What it lets its callers believe of its ids.</param>
/// <param name="journal">Told of everything.</param>
internal sealed class WatchedBroker(PaperBroker broker, bool takesClientOrderIds, TradingJournal journal) : ITrialBroker
{
    /// <inheritdoc/>
    public BrokerCapabilities Capabilities => broker.Capabilities with { TakesClientOrderIds = takesClientOrderIds };

    /// <inheritdoc/>
    public async Task<Result<BrokerOrderId, BrokerRefusal>> SubmitAsync(NewOrder order, CancellationToken cancellationToken)
    {
        // One that gives ids itself takes whatever arrives for a new order; one that takes ours knows it again.
        if (!takesClientOrderIds || (await broker.ReportsAsync(OrderKey.Of(order), cancellationToken)).Count == 0)
            journal.Arrived(order, isCountedTwice: !takesClientOrderIds);
        return await broker.SubmitAsync(order, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ExecutionMessage>> ReportsAsync(OrderKey key, CancellationToken cancellationToken) => broker.ReportsAsync(key, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ExecutionMessage>> CancelAsync(OrderKey key, string reason, DateTimeOffset at, CancellationToken cancellationToken) =>
        broker.CancelAsync(key, reason, at, cancellationToken);

    /// <inheritdoc/>
    public Task<BrokerState?> StateAsync(UserId user, AccountId account, CancellationToken cancellationToken) => broker.StateAsync(user, account, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ExecutionMessage>> TradeAtOpenAsync(
        OrderKey key, DateTimeOffset barTime, Price open, FillCosts costs, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var reports = await broker.TradeAtOpenAsync(key, barTime, open, costs, at, cancellationToken);
        journal.Reported(reports);
        return reports;
    }
}
