using Trading.Domain.Orders;

namespace Trading.Application.Orders;

/// <summary>An order as it is stored, with its events.</summary>
/// <param name="Text">What is stored of the order itself, character by character.</param>
/// <param name="Status">The status that stands beside it for queries.</param>
/// <param name="LastSeal">The seal of its last event, as the order keeps it; empty for an order from before events were sealed.</param>
/// <param name="Seal">The seal of <paramref name="Text"/> after the last event's; empty likewise.</param>
/// <param name="Order">What the text says; null when it can't be read.</param>
/// <param name="Events">Its events, by version.</param>
public sealed record SealedOrder(string Text, string Status, string LastSeal, string Seal, Order? Order, IReadOnlyList<SealedEvent> Events);
