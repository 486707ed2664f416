using Trading.Application.Orders;

namespace Trading.Functions.Orders;

/// <summary>What a step of an order's life begins with.</summary>
/// <param name="Order">Which order.</param>
/// <param name="Told">Version of the order that was told of last; 0 before the first.</param>
/// <param name="AskBroker">True when a wait ran out and the broker is to be asked for reports that got lost.</param>
public sealed record OrderStep(OrderReference Order, int Told, bool AskBroker = false);
