using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Orders;
using Trading.Domain.Reconciliation;

namespace Trading.Application.Orders;

/// <summary>Where orders leave the system.</summary>
public interface IBroker
{
    /// <summary>What it can do.</summary>
    BrokerCapabilities Capabilities { get; }

    /// <summary>Submits at most once per <see cref="NewOrder.Id"/>; a repeated call returns the first answer. Where <see cref="BrokerCapabilities.TakesClientOrderIds"/> is false it is called once.</summary>
    /// <exception cref="OrderFateUnknownException">No answer in time. Do not retry: ask.</exception>
    Task<Result<BrokerOrderId, BrokerRefusal>> SubmitAsync(NewOrder order, CancellationToken cancellationToken);

    /// <summary>What the broker knows of an order: reports as it would send them, oldest first; empty when it does not know the order.</summary>
    Task<IReadOnlyList<ExecutionMessage>> ReportsAsync(OrderKey key, CancellationToken cancellationToken);

    /// <summary>Asks to cancel what remains of an order, also one that never arrived; then it may no longer arrive.</summary>
    /// <returns>What became of it, as the broker would report it.</returns>
    Task<IReadOnlyList<ExecutionMessage>> CancelAsync(OrderKey key, string reason, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>What an account has in the broker's eyes. Null where <see cref="BrokerCapabilities.TellsState"/> is false, and from no other broker.</summary>
    Task<BrokerState?> StateAsync(UserId user, AccountId account, CancellationToken cancellationToken);
}
