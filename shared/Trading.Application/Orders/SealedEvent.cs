using Trading.Domain.Orders;

namespace Trading.Application.Orders;

/// <summary>An event as it is stored.</summary>
/// <param name="Version">Its place, 1 the first.</param>
/// <param name="Text">What is stored, character by character.</param>
/// <param name="Seal">Its seal, see <see cref="EventChain"/>; empty for an event from before events were sealed.</param>
/// <param name="Event">What the text says; null when it can't be read.</param>
public sealed record SealedEvent(int Version, string Text, string Seal, OrderEvent? Event);
