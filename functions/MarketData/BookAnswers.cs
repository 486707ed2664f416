using Trading.Domain.Markets;
using Trading.Domain.Matching;

namespace Trading.Functions.MarketData;

internal sealed record BookLevelAnswer(double Price, double Quantity)
{
    public static BookLevelAnswer Of(BookLevel level) => new((double)level.Price, (double)level.Quantity);
}

/// <summary>An order book: what is null has no price, since a side is empty.</summary>
internal sealed record BookAnswer(
    string Market, string Symbol, Segment Segment, DateTime Time, double AgeSeconds, double? BestBid, double? BestAsk, double? Mid, double? Spread,
    IEnumerable<BookLevelAnswer> Bids, IEnumerable<BookLevelAnswer> Asks)
{
    public static BookAnswer Of(OrderBook book, DateTimeOffset now) => new(
        book.Instrument.Market.Code, book.Instrument.Symbol, book.Segment, book.Time.UtcDateTime, Math.Max(0, (now - book.Time).TotalSeconds),
        (double?)book.BestBid, (double?)book.BestAsk, (double?)book.Mid, (double?)book.Spread,
        book.Bids.Select(BookLevelAnswer.Of), book.Asks.Select(BookLevelAnswer.Of));
}
