using Trading.Domain.Matching;

namespace Trading.Application.MarketData;

/// <summary>What became of a book that was sent.</summary>
/// <param name="Newest">The newest book after it.</param>
/// <param name="IsSent">True when that is the one that was sent, now or before; false when it is another one that is as new or newer, and nothing was stored.</param>
public sealed record BookStored(OrderBook Newest, bool IsSent);
