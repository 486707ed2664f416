using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Reconciliation;
using Trading.Domain.Values;

namespace Trading.Local.Trials;

/// <summary>A trial's broker behind a bad line, together with what the market behind it says.</summary>
/// <param name="inner">The broker at the other end.</param>
/// <param name="line">What goes wrong.</param>
/// <param name="executions">Where reports arrive that come later.</param>
/// <param name="clock">Our process's clock.</param>
internal sealed class HostileTrialBroker(ITrialBroker inner, BrokerLine line, IExecutionQueue executions, TimeProvider clock) : ITrialBroker
{
    private readonly HostileBroker broker = new(inner, line, executions, clock);

    /// <inheritdoc/>
    public BrokerCapabilities Capabilities => broker.Capabilities;

    /// <inheritdoc/>
    public Task<Result<BrokerOrderId, BrokerRefusal>> SubmitAsync(NewOrder order, CancellationToken cancellationToken) => broker.SubmitAsync(order, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ExecutionMessage>> ReportsAsync(OrderKey key, CancellationToken cancellationToken) => broker.ReportsAsync(key, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ExecutionMessage>> CancelAsync(OrderKey key, string reason, DateTimeOffset at, CancellationToken cancellationToken) =>
        broker.CancelAsync(key, reason, at, cancellationToken);

    /// <inheritdoc/>
    public Task<BrokerState?> StateAsync(UserId user, AccountId account, CancellationToken cancellationToken) => broker.StateAsync(user, account, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ExecutionMessage>> TradeAtOpenAsync(
        OrderKey key, DateTimeOffset barTime, Price open, FillCosts costs, DateTimeOffset at, CancellationToken cancellationToken) =>
        broker.HearAsync(() => inner.TradeAtOpenAsync(key, barTime, open, costs, at, cancellationToken), cancellationToken);
}
