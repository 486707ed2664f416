using Trading.Application.Orders;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Reconciliation;
using Trading.Domain.Values;

namespace Trading.Local.Trials;

/// <summary>A broker behind a bad line: it forgets nothing and trades each order as it is, but what is asked of it and what it says may come late, twice, or never.</summary>
/// <param name="inner">The broker at the other end.</param>
/// <param name="line">What goes wrong.</param>
/// <param name="executions">Where reports arrive that come later.</param>
/// <param name="clock">Our process's clock.</param>
internal sealed class HostileBroker(ITrialBroker inner, BrokerLine line, IExecutionQueue executions, TimeProvider clock) : ITrialBroker
{
    /// <inheritdoc/>
    public BrokerCapabilities Capabilities => inner.Capabilities;

    /// <inheritdoc/>
    public async Task<Result<BrokerOrderId, BrokerRefusal>> SubmitAsync(NewOrder order, CancellationToken cancellationToken)
    {
        await SendDueAsync(cancellationToken);
        return await line.CallAsync(
            async () => line.Refuses(order.Id)
                ? new BrokerRefusal("rate-limited", "There are too many orders.")
                : await inner.SubmitAsync(order, cancellationToken),
            () => new OrderFateUnknownException($"No answer to order {order.Id} in time."),
            clock, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ExecutionMessage>> ReportsAsync(OrderKey key, CancellationToken cancellationToken)
    {
        await SendDueAsync(cancellationToken);
        return line.Told(await line.CallAsync(() => inner.ReportsAsync(key, cancellationToken), NoAnswer, clock, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ExecutionMessage>> CancelAsync(OrderKey key, string reason, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await SendDueAsync(cancellationToken);
        return line.Sent(await line.CallAsync(() => inner.CancelAsync(key, reason, at, cancellationToken), NoAnswer, clock, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<BrokerState?> StateAsync(UserId user, AccountId account, CancellationToken cancellationToken)
    {
        await SendDueAsync(cancellationToken);
        return line.Whole(await line.CallAsync(() => inner.StateAsync(user, account, cancellationToken), NoAnswer, clock, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ExecutionMessage>> TradeAtOpenAsync(
        OrderKey key, DateTimeOffset barTime, Price open, FillCosts costs, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await SendDueAsync(cancellationToken);
        return line.Sent(await inner.TradeAtOpenAsync(key, barTime, open, costs, at, cancellationToken));
    }

    private static TaskCanceledException NoAnswer() => new("No answer of the broker in time.");

    private async Task SendDueAsync(CancellationToken cancellationToken)
    {
        foreach (var report in line.TakeDue())
            await executions.SendAsync(report, cancellationToken);
    }
}
