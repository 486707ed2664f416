using Trading.Application.Orders;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Orders;
using Trading.Domain.Reconciliation;

namespace Trading.Application.PaperTrading;

/// <summary>A broker behind a bad line: it forgets nothing and trades each order as it is, but what is asked of it and what it says may come late, twice, or never.</summary>
/// <param name="inner">The broker at the other end.</param>
/// <param name="line">What goes wrong.</param>
/// <param name="executions">Where reports arrive that come later.</param>
/// <param name="clock">Our process's clock.</param>
public sealed class HostileBroker(IBroker inner, BrokerLine line, IExecutionQueue executions, TimeProvider clock) : IBroker
{
    /// <inheritdoc/>
    public BrokerCapabilities Capabilities => inner.Capabilities;

    /// <inheritdoc/>
    public async Task<Result<BrokerOrderId, BrokerRefusal>> SubmitAsync(NewOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
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

    /// <summary>What is heard at once of what the broker says on its own. The rest comes later, or can only be asked for.</summary>
    /// <param name="say">What it says.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<IReadOnlyList<ExecutionMessage>> HearAsync(Func<Task<IReadOnlyList<ExecutionMessage>>> say, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(say);
        await SendDueAsync(cancellationToken);
        return line.Sent(await say());
    }

    private static TaskCanceledException NoAnswer() => new("No answer of the broker in time.");

    private async Task SendDueAsync(CancellationToken cancellationToken)
    {
        foreach (var report in line.TakeDue())
            await executions.SendAsync(report, cancellationToken);
    }
}
