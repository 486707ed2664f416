using Trading.Domain.Orders;

namespace Trading.Application.Orders;

/// <summary>An event with its place in the order's life.</summary>
/// <param name="Version">1 for the first.</param>
/// <param name="Event">The fact.</param>
public sealed record RecordedEvent(int Version, OrderEvent Event);
