namespace Trading.Application.Orders;

/// <summary>A broker's own id of an order.</summary>
/// <param name="Value">Opaque.</param>
public readonly record struct BrokerOrderId(string Value);
