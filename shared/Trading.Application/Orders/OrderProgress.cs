using Trading.Domain.Orders;

namespace Trading.Application.Orders;

/// <summary>As much of an order's state as its orchestration needs.</summary>
/// <param name="Status">Name of its <see cref="OrderStatus"/>.</param>
/// <param name="IsDone">No further change is expected.</param>
/// <param name="IsSettled">Done, and every fill stands in the ledger.</param>
/// <param name="Version">Count of its events.</param>
/// <param name="IsFateOpen">Nobody knows whether the broker has it.</param>
public sealed record OrderProgress(string Status, bool IsDone, bool IsSettled, int Version, bool IsFateOpen)
{
    /// <summary>Of an order.</summary>
    public static OrderProgress Of(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new OrderProgress(order.Status.ToString(), order.IsDone, order.IsSettled, order.Version, order.IsFateOpen);
    }
}
