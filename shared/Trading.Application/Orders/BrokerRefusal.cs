namespace Trading.Application.Orders;

/// <summary>Why a broker did not take an order.</summary>
/// <param name="Code">Stable, lower case with hyphens.</param>
/// <param name="Reason">In words.</param>
public sealed record BrokerRefusal(string Code, string Reason);
