using Trading.Domain.Orders;

namespace Trading.Application.Orders;

/// <summary>An order as it was read, and what proves later that nobody changed it since.</summary>
/// <param name="Order">The order.</param>
/// <param name="Tag">The store's mark of this version.</param>
public sealed record StoredOrder(Order Order, string Tag)
{
    /// <summary>The seal of its last event; empty when there is none, see <see cref="EventChain"/>.</summary>
    public string Seal { get; init; } = EventChain.Start;
}
