namespace Trading.Application.Orders;

/// <summary>What a broker can do, as data.</summary>
/// <param name="TakesClientOrderIds">
/// True when an order carries our id and is taken once under it, so that handing it over again is safe. False when the broker gives ids itself:
/// then what may have been sent is never sent again.
/// </param>
public sealed record BrokerCapabilities(bool TakesClientOrderIds);
