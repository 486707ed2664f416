using Trading.Domain.Markets;

namespace Trading.Domain.Matching;

/// <summary>An order book as a simulated market trades it.</summary>
/// <param name="Book">The book.</param>
/// <param name="Session">The market's day that it belongs to.</param>
/// <param name="Limits">The day's price limits; null for none.</param>
/// <param name="Taken">What the account's orders took from it before: it is not there for those that follow.</param>
public sealed record MarketBook(OrderBook Book, DateOnly Session, PriceLimits? Limits, IReadOnlyList<BookLevel> Taken);
