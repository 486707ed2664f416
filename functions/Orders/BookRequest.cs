using Trading.Application.Orders;

namespace Trading.Functions.Orders;

/// <summary>Asks to book an order's fills.</summary>
/// <param name="Order">Which order.</param>
/// <param name="AskBroker">True when a wait ran out and the broker is to be asked for reports that got lost.</param>
public sealed record BookRequest(OrderReference Order, bool AskBroker);
