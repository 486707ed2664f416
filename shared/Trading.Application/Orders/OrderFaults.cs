using Trading.Domain.Orders;

namespace Trading.Application.Orders;

/// <summary>All that is wrong with an order that somebody wants to make; nothing was stored.</summary>
/// <param name="Faults">One or more.</param>
public sealed record OrderFaults(IReadOnlyList<OrderFault> Faults)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join(" ", Faults.Select(fault => fault.Message));
}
