using Trading.Domain.Matching;

namespace Trading.Application.MarketData;

/// <summary>An order book as it was read, and what proves later that nobody changed it since.</summary>
/// <param name="Book">The book.</param>
/// <param name="Tag">The store's mark of this version.</param>
public sealed record StoredBook(OrderBook Book, string Tag);
