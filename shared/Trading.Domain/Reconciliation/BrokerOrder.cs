using Trading.Domain.Markets;
using Trading.Domain.Orders;

namespace Trading.Domain.Reconciliation;

/// <summary>An order that works at a broker, as the broker lists it.</summary>
/// <param name="BrokerOrderId">The broker's own id of it.</param>
/// <param name="Id">Our id of it; null where the broker does not know that.</param>
/// <param name="Instrument">What it trades.</param>
/// <param name="Filled">Units that it has traded.</param>
public sealed record BrokerOrder(string BrokerOrderId, OrderId? Id, InstrumentId Instrument, decimal Filled)
{
    /// <summary>True when it is this order of ours.</summary>
    public bool Is(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return Id is { } id ? id == order.Id : order.BrokerOrderId == BrokerOrderId;
    }
}
