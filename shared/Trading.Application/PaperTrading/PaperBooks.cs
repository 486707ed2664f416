using Trading.Domain.Markets;
using Trading.Domain.Matching;

namespace Trading.Application.PaperTrading;

/// <summary>
/// Which orders an order book trades, so that books and bars go together and nothing is traded twice. Nothing here asks the clock: whenever an account is
/// brought up to date, it comes to the same.
/// </summary>
internal static class PaperBooks
{
    /// <summary>How old a book may be when an order comes, and still be the market that it meets.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(5);

    /// <summary>The session in which a book stood; null outside of sessions, when nothing trades.</summary>
    public static TradingSession? SessionOf(OrderBook book)
    {
        var calendar = TradingCalendar.For(book.Instrument.Market);
        var date = calendar.DateOf(book.Time);
        return calendar.Knows(date) && calendar.SessionOn(date) is { } session && book.Time >= session.OpensAt && book.Time < session.ClosesAt ? session : null;
    }

    /// <summary>Whether an order that comes at a time meets a book: one that is newer, or a few seconds older, in the session that it comes in.</summary>
    public static bool Meets(OrderBook book, DateTimeOffset cameAt) =>
        SessionOf(book) is { } session && cameAt - book.Time <= FreshFor && cameAt < session.ClosesAt;

    /// <summary>Whether an order still has to meet a book: it is newer than the books that it has met and not older than the bars that it has seen.</summary>
    public static bool IsAhead(OrderBook book, PaperOrder order) =>
        order is { Works: true, Resting: { } resting, Series: { } series, Cursor: { } cursor } &&
        Meets(book, order.AcceptedAt) && !(resting.BookTime >= book.Time) &&
        BarTimes.EndOf(cursor, series.Interval, TradingCalendar.For(series.Instrument.Market)) <= book.Time;
}
