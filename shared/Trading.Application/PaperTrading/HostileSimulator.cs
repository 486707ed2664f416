using Trading.Application.Orders;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Orders;
using Trading.Domain.Reconciliation;

namespace Trading.Application.PaperTrading;

/// <summary>
/// The simulated broker as its users meet it on a bad day: what is asked of it and what it says comes late, twice or never, orders are refused because there
/// are too many, and now and then it can't be reached or knows of no order. What arrives it trades as ever. The account's seed decides what goes wrong.
/// </summary>
/// <param name="capabilities">Its code, and whether it takes our ids or gives its own.</param>
/// <param name="broker">The simulated broker.</param>
/// <param name="lines">The lines to it.</param>
/// <param name="executions">Where reports arrive that come later.</param>
/// <param name="clock">Our clock.</param>
public sealed class HostileSimulator(
    BrokerCapabilities capabilities, PaperBroker broker, HostileLines lines, IExecutionQueue executions, TimeProvider clock) : IBroker
{
    /// <summary>Code of the one that takes our ids.</summary>
    public const string Code = "simulator-hostile";

    /// <summary>Code of the one that gives ids itself, so that what may have been sent is never sent again.</summary>
    public const string OwnIdsCode = "simulator-hostile-own-ids";

    /// <inheritdoc/>
    public BrokerCapabilities Capabilities => capabilities;

    /// <summary>True for the code of a broker whose accounts have a seed.</summary>
    public static bool IsCode(string code) => code is Code or OwnIdsCode;

    /// <inheritdoc/>
    public async Task<Result<BrokerOrderId, BrokerRefusal>> SubmitAsync(NewOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        return await (await BehindItsLineAsync(order.User, order.Account, cancellationToken)).SubmitAsync(order, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ExecutionMessage>> ReportsAsync(OrderKey key, CancellationToken cancellationToken) =>
        await (await BehindItsLineAsync(key.User, key.Account, cancellationToken)).ReportsAsync(key, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ExecutionMessage>> CancelAsync(OrderKey key, string reason, DateTimeOffset at, CancellationToken cancellationToken) =>
        await (await BehindItsLineAsync(key.User, key.Account, cancellationToken)).CancelAsync(key, reason, at, cancellationToken);

    /// <inheritdoc/>
    public async Task<BrokerState?> StateAsync(UserId user, AccountId account, CancellationToken cancellationToken) =>
        await (await BehindItsLineAsync(user, account, cancellationToken)).StateAsync(user, account, cancellationToken);

    private async Task<HostileBroker> BehindItsLineAsync(UserId user, AccountId account, CancellationToken cancellationToken)
    {
        var line = await lines.FindAsync(user, account, cancellationToken)
            ?? throw new InvalidOperationException($"Account {account} has no seed, which an account with {capabilities.Code} has.");
        return new HostileBroker(broker, line, executions, clock);
    }
}
