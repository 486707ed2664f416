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
    /// <summary>It is on its way to its broker, as far as is known, and may have to be sent on its way again.</summary>
    public bool IsOnItsWay { get; init; }

    /// <summary>Of an order.</summary>
    public static OrderProgress Of(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new OrderProgress(order.Status.ToString(), order.IsDone, order.IsSettled, order.Version, order.IsFateOpen)
        {
            IsOnItsWay = order.Status is OrderStatus.Created or OrderStatus.Submitting,
        };
    }
}
