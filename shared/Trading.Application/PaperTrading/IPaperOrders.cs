using Trading.Application.Orders;

namespace Trading.Application.PaperTrading;

/// <summary>The memory of the simulated broker.</summary>
public interface IPaperOrders
{
    /// <summary>The order, or null.</summary>
    Task<StoredPaperOrder?> FindAsync(OrderKey key, CancellationToken cancellationToken);

    /// <summary>Stores an order unless its id is known.</summary>
    /// <returns>False when it was known, and then nothing was written.</returns>
    Task<bool> TryAddAsync(OrderKey key, PaperOrder order, CancellationToken cancellationToken);

    /// <summary>Stores an order that nobody changed since it was read.</summary>
    /// <returns>False when somebody else was faster, and then nothing was written.</returns>
    Task<bool> TrySaveAsync(OrderKey key, StoredPaperOrder before, PaperOrder after, CancellationToken cancellationToken);
}
